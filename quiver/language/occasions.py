"""Feasts, holidays and events of the year by which people date things, by their words.

Feasts of the moon are within some days of their true date: nobody dates a twitch more finely.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

Day = Callable[[int], dt.date]


def _fixed(month: int, day: int) -> Day:
    return lambda year: dt.date(year, month, day)


def _nth(weekday: int, number: int, month: int) -> Day:
    """The ``number``th weekday of a month, or its last for -1."""

    def day(year: int) -> dt.date:
        if number > 0:
            first = dt.date(year, month, 1)
            return first + dt.timedelta((weekday - first.weekday()) % 7 + 7 * (number - 1))
        last = dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(1)
        return last - dt.timedelta((last.weekday() - weekday) % 7)

    return day


def easter(year: int) -> dt.date:
    """Easter Sunday, by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return dt.date(year, month, day + 1)


def _from_easter(days: int) -> Day:
    return lambda year: easter(year) + dt.timedelta(days)


def _islamic(anchor: dt.date) -> Day:
    """A feast of the Islamic calendar, from one known date, by its mean shift a year."""
    return lambda year: anchor + dt.timedelta(round((year - anchor.year) * 354.4))


def _moon(month: int, day: int, reckoned_from: dt.date) -> Day:
    """The date of the same phase of the moon as of a known date, nearest to a day of the year."""

    def nearest(year: int) -> dt.date:
        wanted = dt.date(year, month, day)
        months = round((wanted - reckoned_from).days / 29.530588)
        return reckoned_from + dt.timedelta(round(months * 29.530588))

    return nearest


_DIWALI = _moon(10, 30, dt.date(2026, 11, 8))
_BANK_HOLIDAYS = (_nth(0, 1, 5), _nth(0, -1, 5), _nth(0, -1, 8))
_TERMS = (_fixed(1, 5), _nth(0, 3, 4), _fixed(9, 4))
_HALF_TERMS = (_nth(0, 3, 2), _nth(0, -1, 5), _nth(0, -1, 10))
_BREAKS = (_nth(0, 3, 4), _fixed(7, 25), _fixed(12, 20))
_LISTED: dict[str, Day | Iterable[Day]] = {
    # the year and its seasons, which begin in the middle of what is called so in the north
    "new year|new years|new years day|turn of the year": _fixed(1, 1),
    "nye|new years eve|hogmanay|silvester": _fixed(12, 31),
    "early spring|start of spring": _fixed(3, 5), "spring|springtime": _fixed(4, 1),
    "early summer|start of summer": _fixed(6, 5), "summer|summertime": _fixed(7, 1),
    "late summer|end of summer|end of the summer": _fixed(8, 25),
    "late spring|end of spring": _fixed(5, 20),
    "early autumn|start of autumn|early fall": _fixed(9, 10), "autumn": _fixed(10, 1),
    "fall": _fixed(10, 1),
    "late autumn|end of autumn": _fixed(11, 15),
    "winter|wintertime|harmattan": _fixed(12, 1), "monsoon|monsoons|rainy season": _fixed(6, 15),
    "clocks went back|clocks going back|clocks changed|clocks change|clocks altered|clock change|"
    "hour changed|daylight saving ended|end of daylight saving": (_nth(6, -1, 10),),
    "clocks went forward|clocks going forward|clocks sprang forward": _nth(6, -1, 3),
    # the church
    "christmas|xmas|chrimbo|crimbo|christmas day|christmas eve|noel": _fixed(12, 25),
    "boxing day|st stephens day|stephens day": _fixed(12, 26),
    "epiphany|twelfth night|three kings|orthodox christmas": _fixed(1, 6),
    "nollaig na mban|womens christmas": _fixed(1, 6), "st brigids|st brigids day|imbolc":
        _fixed(2, 1),
    "st nicholas|st nicholas day|sinterklaas": _fixed(12, 6), "st lucy|st lucias|st lucia":
        _fixed(12, 13),
    "candlemas": _fixed(2, 2), "pancake day|shrove tuesday|mardi gras": _from_easter(-47),
    "lent|ash wednesday": _from_easter(-46), "palm sunday|holy week": _from_easter(-7),
    "maundy thursday|holy thursday": _from_easter(-3),
    "orthodox easter|greek easter|orthodox good friday": _moon(4, 20, dt.date(2026, 4, 12)),
    "orthodox lent|great lent": _moon(3, 3, dt.date(2026, 2, 23)),
    "good friday": _from_easter(-2), "easter|easter sunday|easter holidays": _from_easter(0),
    "easter monday": _from_easter(1), "ascension|ascension day": _from_easter(39),
    "trinity sunday": _from_easter(56), "assumption": _fixed(8, 15), "immaculate conception":
        _fixed(12, 8),
    "carnival monday|rosenmontag|fasching|fastnacht": _from_easter(-48),
    "pentecost|whitsun|whit monday|whit sunday": _from_easter(49),
    "corpus christi": _from_easter(60), "all saints|all souls|day of the dead": _fixed(11, 1),
    "advent": lambda year: _nth(6, 4, 11)(year) + dt.timedelta(7),
    "harvest festival": _fixed(9, 25),
    "lady day": _fixed(3, 25), "michaelmas": _fixed(9, 29),
    # other faiths
    "nowruz|norooz|norouz|navroz|newroz|naw ruz|nauryz|spring equinox|equinox": _fixed(3, 20),
    "autumn equinox|mabon": _fixed(9, 22), "yule": _fixed(12, 21), "beltane": _fixed(5, 1),
    "lammas|lughnasadh": _fixed(8, 1), "litha": _fixed(6, 21), "kwanzaa": _fixed(12, 26),
    "ridvan": _fixed(4, 21), "bodhi day": _fixed(12, 8), "songkran|thingyan": _fixed(4, 13),
    "vesak|wesak|buddha purnima|buddha day|buddhas birthday": _moon(5, 20, dt.date(2026, 5, 31)),
    "losar": _moon(2, 15, dt.date(2026, 2, 18)), "obon|bon festival": _fixed(8, 13),
    "qingming|ching ming|tomb sweeping": _fixed(4, 5), "golden week": _fixed(4, 29),
    "dragon boat|dragon boat festival": _moon(6, 12, dt.date(2026, 6, 19)),
    "lantern festival": _moon(2, 20, dt.date(2026, 3, 3)), "chuseok":
        _moon(9, 22, dt.date(2026, 9, 25)),
    "maha shivaratri|mahashivratri|shivratri|shivaratri|mahashivaratri":
        _moon(2, 22, dt.date(2026, 2, 15)),
    "ugadi|yugadi|gudi padwa|cheti chand": _moon(3, 27, dt.date(2026, 3, 19)),
    "ram navami|rama navami": _moon(4, 5, dt.date(2026, 3, 26)), "hanuman jayanti":
        _moon(4, 12, dt.date(2026, 4, 2)),
    "guru purnima": _moon(7, 20, dt.date(2026, 7, 29)), "vishu|puthandu|tamil new year|"
        "sinhala new year|bengali new year|pohela boishakh|poila boishakh": _fixed(4, 14),
    "bihu|rongali bihu": _fixed(4, 14), "akshaya tritiya": _moon(5, 5, dt.date(2026, 4, 20)),
    "basant panchami|vasant panchami|saraswati puja": _moon(2, 5, dt.date(2026, 1, 23)),
    "chhath|chhath puja": lambda year: _DIWALI(year) + dt.timedelta(6), "dhanteras|choti diwali":
        lambda year: _DIWALI(year) - dt.timedelta(2),
    "mahalaya": lambda year: _DIWALI(year) - dt.timedelta(29), "hola mohalla":
        _moon(3, 15, dt.date(2026, 3, 4)),
    "diwali|deepavali|divali|dipavali": _DIWALI, "dussehra|vijayadashami":
        lambda year: _DIWALI(year) - dt.timedelta(19),
    "navratri|navaratri": lambda year: _DIWALI(year) - dt.timedelta(28),
    "durga puja|durga pooja|pujo": lambda year: _DIWALI(year) - dt.timedelta(22),
    "karva chauth|karwa chauth": lambda year: _DIWALI(year) - dt.timedelta(10),
    "bhai dooj": lambda year: _DIWALI(year) + dt.timedelta(2),
    "holi": _moon(3, 14, dt.date(2026, 3, 3)), "raksha bandhan|rakhi|raksha":
        _moon(8, 18, dt.date(2026, 8, 28)),
    "janmashtami": _moon(8, 26, dt.date(2026, 9, 4)),
    "ganesh chaturthi|ganpati": _moon(9, 5, dt.date(2026, 9, 14)),
    "onam": _moon(9, 1, dt.date(2026, 8, 26)), "pongal|makar sankranti|sankranti|lohri":
        _fixed(1, 14),
    "vaisakhi|baisakhi": _fixed(4, 14), "guru nanak|gurpurab": _moon(11, 15, dt.date(2026, 11, 24)),
    "ramadan|ramzan|ramadhan|ramazan": _islamic(dt.date(2026, 2, 18)),
    "eid|eid ul fitr|eid al fitr|small eid|small sallah": _islamic(dt.date(2026, 3, 20)),
    "eid al adha|eid ul adha|bakrid|bakra eid|big eid|sallah|big sallah":
        _islamic(dt.date(2026, 5, 27)),
    "muharram|ashura": _islamic(dt.date(2026, 6, 17)),
    "mawlid|milad|eid milad|milad un nabi|eid e milad": _islamic(dt.date(2026, 8, 26)),
    "arafat|day of arafah|arafah": _islamic(dt.date(2026, 5, 26)), "laylat al qadr":
        _islamic(dt.date(2026, 3, 16)),
    "sukkot|succot|sukkos": _moon(10, 4, dt.date(2026, 9, 26)), "simchat torah":
        _moon(10, 12, dt.date(2026, 10, 4)),
    "shavuot|shavuos": _moon(5, 28, dt.date(2026, 5, 22)), "tu bishvat":
        _moon(1, 31, dt.date(2026, 2, 2)),
    "lag baomer|lag b'omer|lag bomer": _moon(5, 12, dt.date(2026, 5, 5)), "tisha bav":
        _moon(8, 1, dt.date(2026, 7, 23)),
    "passover|pesach|seder|seder night": _moon(4, 8, dt.date(2026, 4, 1)),
    "rosh hashanah|rosh hashana": _moon(9, 20, dt.date(2026, 9, 11)),
    "yom kippur": _moon(9, 29, dt.date(2026, 9, 20)), "hanukkah|chanukah|hannukah":
        _moon(12, 14, dt.date(2026, 12, 4)),
    "purim": _moon(3, 14, dt.date(2026, 3, 3)),
    "chinese new year|lunar new year|spring festival|tet": _moon(2, 4, dt.date(2026, 2, 17)),
    "mid autumn festival|moon festival": _moon(9, 22, dt.date(2026, 9, 25)),
    # Britain and Ireland
    "early may bank holiday|may day bank holiday": _BANK_HOLIDAYS[0],
    "late may bank holiday|spring bank holiday|whitsun bank holiday|end of may bank holiday":
        _BANK_HOLIDAYS[1],
    "easter bank holiday": _from_easter(1), "june bank holiday": _nth(0, 1, 6),
    "july bank holiday": _fixed(7, 12), "october bank holiday|october bank hol": _nth(0, -1, 10),
    "august monday|august weekend": _nth(0, 1, 8), "june monday|june weekend": _nth(0, 1, 6),
    "march bank holiday": _fixed(3, 17), "february bank holiday": _nth(0, 1, 2),
    "london marathon": _nth(6, -1, 4), "boat race": _fixed(4, 4), "great north run":
        _nth(6, 2, 9),
    "red nose day|comic relief": _nth(4, 3, 3), "children in need": _nth(4, 2, 11),
    "royal ascot|ascot": _nth(1, 3, 6), "epsom|the derby": _nth(5, 1, 6), "six nations":
        _fixed(2, 5),
    "fa cup final|cup final": _nth(5, 3, 5), "champions league final": _nth(5, -1, 5),
    "eurovision": _nth(5, 3, 5), "all ireland|all ireland final": _nth(6, -1, 7),
    "ploughing|the ploughing|ploughing championships": _nth(1, 3, 9),
    "stir up sunday": _nth(6, -1, 11),
    "twelfth of july|orange parade": _fixed(7, 12), "up helly aa": _nth(1, -1, 1),
    "burns night|burns supper": _fixed(1, 25), "valentines|valentines day": _fixed(2, 14),
    "st davids day|st davids": _fixed(3, 1), "st patricks|st patricks day|paddys day|st paddys":
        _fixed(3, 17),
    "mothering sunday": _from_easter(-21), "mothers day": (_from_easter(-21), _nth(6, 2, 5)),
    "fathers day": _nth(6, 3, 6), "st georges day|st georges": _fixed(4, 23),
    "april fools|april fools day": _fixed(4, 1), "grand national": _nth(5, 2, 4),
    "cheltenham": _fixed(3, 13), "may day": _fixed(5, 1), "may bank holiday": _BANK_HOLIDAYS[:2],
    "bank holiday|bank holiday weekend|bank hol": _BANK_HOLIDAYS,
    "august bank holiday|bank holiday in august|august bank hol": _BANK_HOLIDAYS[2],
    "notting hill|carnival": _BANK_HOLIDAYS[2], "ve day": _fixed(5, 8), "glastonbury|glasto":
        _nth(5, -1, 6),
    "wimbledon": _fixed(7, 1), "the twelfth": _fixed(7, 12), "midsummer|solstice|summer solstice":
        _fixed(6, 21),
    "winter solstice": _fixed(12, 21), "halloween|hallowe'en|samhain": _fixed(10, 31),
    "bonfire night|guy fawkes|guy fawkes night|fireworks night|bonfire|firework night":
        _fixed(11, 5),
    "remembrance sunday": _nth(6, 2, 11), "remembrance day|remembrance|armistice day|poppy day":
        _fixed(11, 11),
    "st andrews day|st andrews": _fixed(11, 30),
    # America, Australia, New Zealand, Africa, India
    "mlk day|martin luther king day": _nth(0, 3, 1), "groundhog day": _fixed(2, 2),
    "super bowl|superbowl": _nth(6, 2, 2), "presidents day": _nth(0, 3, 2), "tax day":
        _fixed(4, 15),
    "spring break": _fixed(3, 15), "cinco de mayo": _fixed(5, 5), "memorial day": _nth(0, -1, 5),
    "juneteenth": _fixed(6, 19), "canada day": _fixed(7, 1),
    "4th of july|fourth of july|july 4th|july 4|july fourth": _fixed(7, 4), "pride":
        _fixed(6, 10), "march madness": _fixed(3, 20), "kentucky derby": _nth(5, 1, 5),
    "indy 500": _nth(6, -1, 5), "world series": _fixed(10, 27), "oscars": _nth(6, 2, 3),
    "daylight savings|daylight savings started|daylight saving started": _nth(6, 2, 3),
    "pi day": _fixed(3, 14), "star wars day": _fixed(5, 4), "earth day": _fixed(4, 22),
    "tax season": _fixed(3, 15), "mlk weekend|mlk": _nth(0, 3, 1), "labor weekend":
        _nth(0, 4, 10),
    "victoria day": _nth(0, 3, 5), "family day": _nth(0, 3, 2), "civic holiday": _nth(0, 1, 8),
    "matariki": _fixed(7, 10), "freedom day": _fixed(4, 27), "mandela day": _fixed(7, 18),
    "bastille day": _fixed(7, 14), "kings day|koningsdag": _fixed(4, 27), "sankt hans":
        _fixed(6, 23),
    "st johns|st johns eve|st johns day": _fixed(6, 24), "singles day": _fixed(11, 11),
    "labor day|labour day":
        _nth(0, 1, 9),
    "columbus day|indigenous peoples day|canadian thanksgiving": _nth(0, 2, 10),
    "veterans day": _fixed(11, 11), "election day": _nth(1, 1, 11),
    "thanksgiving": _nth(3, 4, 11), "black friday": _nth(4, -1, 11), "cyber monday":
        lambda year: _nth(4, -1, 11)(year) + dt.timedelta(3),
    "australia day|republic day": _fixed(1, 26), "waitangi|waitangi day": _fixed(2, 6),
    "anzac day|anzac": _fixed(4, 25), "kings birthday|queens birthday": _nth(0, 2, 6),
    "grand final|grand final weekend|footy final": _nth(5, -1, 9), "melbourne cup|cup day":
        _nth(1, 1, 11),
    "heritage day|braai day": _fixed(9, 24), "youth day": _fixed(6, 16),
    "independence day": (_fixed(7, 4), _fixed(8, 15), _fixed(10, 1)),
    "gandhi jayanti": _fixed(10, 2), "womens day": _fixed(3, 8),
    "detty december": _fixed(12, 10), "oktoberfest": _nth(5, 3, 9),
    # school, study, and months of doing without
    "february half term|feb half term|spring half term": _HALF_TERMS[0],
    "may half term|whit half term|summer half term": _HALF_TERMS[1],
    "october half term|autumn half term|oct half term": _HALF_TERMS[2],
    "christmas break|christmas holidays|xmas break|xmas hols|christmas hols|winter break":
        _fixed(12, 22),
    "easter hols|easter break": _from_easter(-6), "reading week": (_fixed(2, 15), _fixed(11, 5)),
    "half term|half term week|mid term break|midterm": _HALF_TERMS,
    "start of term|beginning of term|back to school|school started|school went back|"
    "schools went back|first day of term|term started|term began|start of school": _TERMS,
    "all term|this term": _TERMS, "start of the semester|start of semester|semester started|"
    "first day of school|start of the school year|new school year": (_fixed(9, 4),),
    "summer term": _nth(0, 3, 4), "autumn term": _fixed(9, 4), "spring term": _fixed(1, 5),
    "freshers|freshers week|fresher week": _nth(0, 3, 9),
    "summer holidays|summer holiday|school holidays|summer hols|school broke up|summer break":
        _fixed(7, 25),
    "last week of term|end of term|schools broke up|end of school": _BREAKS,
    "a level results|results day": (_nth(3, 2, 8), _nth(3, 3, 8)),
    "gcse results": _nth(3, 3, 8), "gcses|a levels|gcse exams": _fixed(5, 20),
    "dry january|veganuary": _fixed(1, 1), "sober october|stoptober": _fixed(10, 1),
    "movember|dry november": _fixed(11, 1),
}  # fmt: skip
#: Occasions of the year, and their days.
OCCASIONS: dict[tuple[str, ...], tuple[Day, ...]] = {
    tuple(name.replace("'", "").split()): tuple(when) if isinstance(when, Iterable) else (when,)
    for names, when in _LISTED.items()
    for name in names.split("|")
}
#: What happened once.
EVENTS: dict[tuple[str, ...], dt.date] = {
    ("lockdown",): dt.date(2020, 3, 23),
    ("first", "lockdown"): dt.date(2020, 3, 23),
    ("second", "lockdown"): dt.date(2020, 11, 5),
    ("third", "lockdown"): dt.date(2021, 1, 6),
    ("pandemic",): dt.date(2020, 3, 11),
    ("covid", "started"): dt.date(2020, 3, 11),
    ("covid", "times"): dt.date(2020, 3, 11),
    ("covid", "began"): dt.date(2020, 3, 11),
    ("covid", "hit"): dt.date(2020, 3, 11),
    ("world", "cup", "final"): dt.date(2026, 7, 19),
    ("world", "cup"): dt.date(2026, 6, 11),
    ("world", "cup", "started"): dt.date(2026, 6, 11),
    ("winter", "olympics"): dt.date(2026, 2, 6),
    ("paris", "olympics"): dt.date(2024, 7, 26),
    ("euros", "final"): dt.date(2024, 7, 14),
    ("total", "eclipse"): dt.date(2026, 8, 12),
    ("eclipse",): dt.date(2026, 8, 12),
    ("brexit",): dt.date(2020, 1, 31),
    ("brexit", "vote"): dt.date(2016, 6, 23),
    ("millennium",): dt.date(2000, 1, 1),
    ("queen", "died"): dt.date(2022, 9, 8),
    ("queens", "funeral"): dt.date(2022, 9, 19),
    ("coronation",): dt.date(2023, 5, 6),
    ("london", "olympics"): dt.date(2012, 7, 27),
}
#: The longest name of an occasion, in words.
LONGEST = max(len(name) for name in (*OCCASIONS, *EVENTS))
