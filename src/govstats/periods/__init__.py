"""Dates that may be vague, review cycles, terms and academic years."""

from govstats.periods.allowed import Allowed, SchoolDays
from govstats.periods.calendar import Calendar, academic_year, month_ends
from govstats.periods.frequency import Frequency, parse_frequency
from govstats.periods.interval import DateInterval, Precision
from govstats.periods.parsing import parse_date, possible_orders
from govstats.periods.terms import Term, UnknownTerm, easter_sunday
from govstats.periods.words import say_day

__all__ = [
    "Allowed",
    "Calendar",
    "DateInterval",
    "Frequency",
    "Precision",
    "SchoolDays",
    "Term",
    "UnknownTerm",
    "academic_year",
    "easter_sunday",
    "month_ends",
    "parse_date",
    "parse_frequency",
    "possible_orders",
    "say_day",
]
