"""The working day itself: pure rules over frozen values, standard library only."""
