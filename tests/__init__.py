"""The tests mirror the package; journeys/ follow a person through the real program, test_architecture.py holds the walls."""
