"""A committed build → files for people and other programs, reports, differences."""
