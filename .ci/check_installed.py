"""Run by the Python of an installation: whatever comes with the program is found in it, not in a checkout.

Its one argument is the checkout, whose files are what must be found.
"""

import sys
from pathlib import Path

import jornada
from jornada import resources
from jornada.present.words import LANGUAGES, load_words
from jornada.themes import list_themes

checkout = Path(sys.argv[1])
package = Path(jornada.__file__).parent
assert not package.is_relative_to(checkout), f"{package} is the checkout's"


def expect(folder: resources.Folder, suffix: str, source: Path) -> None:
    wanted = {file.name.removesuffix(suffix) for file in source.glob(f"*{suffix}")}
    found = set(resources.names(folder, suffix))
    assert found == wanted, f"{folder}: missing {wanted - found}, not of the source {found - wanted}"
    assert found, f"{folder}: nothing there"
    assert Path(str(resources.folder(folder))).is_relative_to(package), f"{folder} is not of the installation"
    sys.stdout.write(f"{folder}: {', '.join(sorted(found))}\n")


source = checkout / "src" / "jornada"
expect("themes", ".toml", checkout / "themes")
expect("workflows", ".toml", source / "workflows")
expect("help", ".md", source / "help")
assert not list_themes(None).bad
for language in LANGUAGES:
    assert load_words(language).language == language, f"no catalogue for {language}"
styles = {file.relative_to(source) for file in source.rglob("*.tcss")}
assert all((package / style).is_file() for style in styles), "styles are missing"
