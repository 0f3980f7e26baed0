"""crmtui: account management in the terminal for people who live off old customers."""

__version__ = "0.1.0"
