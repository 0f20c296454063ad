"""Calendars as programs and portals of many vendors write them, each with what it must become; all made up."""

from __future__ import annotations

from dataclasses import dataclass

_VIENNA = """BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""


@dataclass(frozen=True, slots=True)
class Sent:
    """A calendar, and its appointments as "start zone state minutes what, place" in their order; `left` are the codes of what is said."""

    text: str
    becomes: tuple[str, ...]
    left: tuple[str, ...] = ()


SENT = {
    "Outlook, an invitation": Sent(
        """BEGIN:VCALENDAR
PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN
VERSION:2.0
METHOD:REQUEST
X-MS-OLK-FORCEINSPECTOROPEN:TRUE
"""
        + _VIENNA
        + """BEGIN:VEVENT
ATTENDEE;CN=maria@example.org;RSVP=TRUE:mailto:maria@example.org
CLASS:PUBLIC
CREATED:20260201T100000Z
DESCRIPTION:Bitte n\u00fcchtern kommen.\\n\\nTeam Endokrinologie\\n
DTEND;TZID="W. Europe Standard Time":20260304T111500
DTSTAMP:20260201T100000Z
DTSTART;TZID="W. Europe Standard Time":20260304T103000
LOCATION:Ambulanz 4\\, Ebene 6
ORGANIZER;CN="Ambulanz; Endokrinologie":mailto:clinic@example.org
PRIORITY:5
SEQUENCE:0
SUMMARY;LANGUAGE=de-at:Kontrolle: Endokrinologie
TRANSP:OPAQUE
UID:040000008200E00074C5B7101A82E0080000000010
X-ALT-DESC;FMTTYPE=text/html:<html><body>Bitte n\u00fcchtern kommen.</body></html>
X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE
X-MICROSOFT-CDO-ALLDAYEVENT:FALSE
BEGIN:VALARM
TRIGGER:-PT15M
ACTION:DISPLAY
DESCRIPTION:Reminder
END:VALARM
END:VEVENT
END:VCALENDAR
""",
        ("2026-03-04T10:30 Europe/Berlin planned 45 Kontrolle: Endokrinologie, Ambulanz 4, Ebene 6",),
    ),
    "Exchange, a whole day": Sent(
        """BEGIN:VCALENDAR
METHOD:PUBLISH
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
"""
        + _VIENNA
        + """BEGIN:VEVENT
UID:day@exchange
SUMMARY:24-hour urine
DTSTART;TZID=W. Europe Standard Time:20260304T000000
DTEND;TZID=W. Europe Standard Time:20260306T000000
X-MICROSOFT-CDO-ALLDAYEVENT:TRUE
END:VEVENT
END:VCALENDAR
""",
        ("2026-03-04 - planned 2880 24-hour urine",),
    ),
    "Exchange, one of a series moved and called off in another zone": Sent(
        """BEGIN:VCALENDAR
METHOD:PUBLISH
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
"""
        + _VIENNA
        + """BEGIN:VEVENT
UID:series@exchange
SUMMARY:Infusion
DTSTART;TZID=W. Europe Standard Time:20260304T090000
DTEND;TZID=W. Europe Standard Time:20260304T110000
RRULE:FREQ=WEEKLY;UNTIL=20260401T070000Z;INTERVAL=1;BYDAY=WE;WKST=MO
EXDATE;TZID=W. Europe Standard Time:20260318T090000
END:VEVENT
BEGIN:VEVENT
UID:series@exchange
RECURRENCE-ID;TZID=Eastern Standard Time:20260311T040000
SUMMARY:Infusion
DTSTART;TZID=Eastern Standard Time:20260312T080000
DTEND;TZID=Eastern Standard Time:20260312T100000
END:VEVENT
BEGIN:VEVENT
UID:series@exchange
RECURRENCE-ID:20260325T080000Z
STATUS:CANCELLED
SUMMARY:Canceled: Infusion
DTSTART;TZID=W. Europe Standard Time:20260325T090000
DTEND;TZID=W. Europe Standard Time:20260325T110000
END:VEVENT
END:VCALENDAR
""",
        (
            "2026-03-04T09:00 Europe/Berlin planned 120 Infusion",
            "2026-03-12T08:00 America/New_York moved 120 Infusion",
            "2026-03-25T09:00 Europe/Berlin cancelled 120 Canceled: Infusion",
            "2026-04-01T09:00 Europe/Berlin planned 120 Infusion",
        ),
    ),
    "Exchange, a cancellation": Sent(
        """BEGIN:VCALENDAR
METHOD:CANCEL
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
BEGIN:VEVENT
UID:a@exchange
SUMMARY:Canceled: Scan
DTSTART:20260304T093000Z
SEQUENCE:2
END:VEVENT
END:VCALENDAR
""",
        ("2026-03-04T09:30 UTC cancelled - Canceled: Scan",),
    ),
    "Google, an export": Sent(
        """BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:Maria
X-WR-TIMEZONE:Europe/Vienna
BEGIN:VEVENT
DTSTART:20260304T093000Z
DTEND:20260304T101500Z
DTSTAMP:20260201T100000Z
UID:1@google.com
DESCRIPTION:<p>Bring the <b>list</b></p>
LOCATION:Spitalgasse 23\\, 1090 Wien
SEQUENCE:1
STATUS:CONFIRMED
SUMMARY:Dr. Lee
TRANSP:OPAQUE
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20260310
DTEND;VALUE=DATE:20260311
UID:2@google.com
SUMMARY:PET
END:VEVENT
END:VCALENDAR
""",
        (
            "2026-03-04T09:30 UTC planned 45 Dr. Lee, Spitalgasse 23, 1090 Wien",
            "2026-03-10 - planned - PET",
        ),
    ),
    "Google, a series split at a date": Sent(
        """BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
BEGIN:VEVENT
DTSTART;TZID=Europe/Vienna:20260302T090000
DTEND;TZID=Europe/Vienna:20260302T093000
RRULE:FREQ=WEEKLY;UNTIL=20260315T225959Z
UID:s@google.com
SUMMARY:Injection
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID=Europe/Vienna:20260316T140000
DTEND;TZID=Europe/Vienna:20260316T143000
RRULE:FREQ=WEEKLY;COUNT=2
UID:s_R20260316T080000@google.com
SUMMARY:Injection
END:VEVENT
END:VCALENDAR
""",
        (
            "2026-03-02T09:00 Europe/Vienna planned 30 Injection",
            "2026-03-09T09:00 Europe/Vienna planned 30 Injection",
            "2026-03-16T14:00 Europe/Vienna planned 30 Injection",
            "2026-03-23T14:00 Europe/Vienna planned 30 Injection",
        ),
    ),
    "Apple, with a place on the map": Sent(
        """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Apple Inc.//macOS 14.4//EN
CALSCALE:GREGORIAN
BEGIN:VEVENT
TRANSP:OPAQUE
DTEND;TZID=Europe/Vienna:20260304T113000
X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-APPLE-MAPKIT-HANDLE=CAES;X-APPLE-RADIUS=141;X-TITLE="AKH, Wien":geo:48.2,16.3
UID:B1A7
DTSTAMP:20260201T100000Z
LOCATION:AKH\\nSpitalgasse 23\\, 1090 Wien
SEQUENCE:0
SUMMARY:MRI
DTSTART;TZID=Europe/Vienna:20260304T103000
X-APPLE-TRAVEL-ADVISORY-BEHAVIOR:AUTOMATIC
BEGIN:VALARM
UID:B1A8
TRIGGER:-PT30M
ATTACH;VALUE=URI:Chord
ACTION:AUDIO
END:VALARM
END:VEVENT
END:VCALENDAR
""",
        ("2026-03-04T10:30 Europe/Vienna planned 60 MRI, AKH, Spitalgasse 23, 1090 Wien",),
    ),
    "Apple, all that follow moved": Sent(
        """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Apple Inc.//iPhone OS 9.0//EN
BEGIN:VEVENT
UID:F1
DTSTART;TZID=Europe/Vienna:20260302T090000
DURATION:PT30M
RRULE:FREQ=WEEKLY;COUNT=4
SUMMARY:Injection
END:VEVENT
BEGIN:VEVENT
UID:F1
RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Vienna:20260316T090000
DTSTART;TZID=Europe/Vienna:20260317T140000
DURATION:PT45M
SUMMARY:Injection, room 2
END:VEVENT
END:VCALENDAR
""",
        (
            "2026-03-02T09:00 Europe/Vienna planned 30 Injection",
            "2026-03-09T09:00 Europe/Vienna planned 30 Injection",
            "2026-03-17T14:00 Europe/Vienna moved 45 Injection, room 2",
            "2026-03-24T14:00 Europe/Vienna moved 45 Injection, room 2",
        ),
    ),
    "Doctolib": Sent(
        """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Doctolib//Doctolib//FR
METHOD:PUBLISH
BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:DAYLIGHT
DTSTART:20260329T030000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
DTSTAMP:20260201T100000Z
UID:doctolib-123@doctolib.fr
DTSTART;TZID=Europe/Paris:20260304T103000
DTEND;TZID=Europe/Paris:20260304T104500
SUMMARY:Rendez-vous avec Dr H\u00e9l\u00e8ne \u0141ucka
LOCATION:12 rue de la Paix\\, 75002 Paris
DESCRIPTION:Pr\u00e9parez votre carte Vitale
 \u00a0: https://example.org
END:VEVENT
END:VCALENDAR
""",
        (
            "2026-03-04T10:30 Europe/Paris planned 15 Rendez-vous avec Dr H\u00e9l\u00e8ne \u0141ucka, 12 rue de la Paix, 75002 Paris",
        ),
    ),
    "MyChart": Sent(
        """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Epic Systems//MyChart//EN
METHOD:PUBLISH
BEGIN:VEVENT
UID:9876543@mychart.example.org
DTSTAMP:20260201T100000Z
DTSTART;TZID="America/Chicago":20260304T103000
DTEND;TZID="America/Chicago":20260304T110000
SUMMARY:Office Visit with Kim Lee\\, MD
LOCATION:Endocrine Clinic\\, 600 Highland Ave\\, Madison WI 53792\\, 608-555-0100
DESCRIPTION:Please arrive by 10:15 AM CST.\\nDo not eat.
END:VEVENT
END:VCALENDAR
""",
        (
            "2026-03-04T10:30 America/Chicago planned 30 Office Visit with Kim Lee, MD, Endocrine Clinic, 600 Highland Ave, Madison WI 53792, 608-555-0100",
        ),
    ),
    "Nextcloud": Sent(
        """BEGIN:VCALENDAR
CALSCALE:GREGORIAN
VERSION:2.0
PRODID:-//IDN nextcloud.com//Calendar app 4.6.1//EN
BEGIN:VEVENT
CREATED:20260201T100000Z
DTSTAMP:20260201T100100Z
LAST-MODIFIED:20260201T100100Z
SEQUENCE:3
UID:nc-1
DTSTART;TZID=Europe/Berlin:20260304T103000
DTEND;TZID=Europe/Berlin:20260304T113000
STATUS:TENTATIVE
SUMMARY:Second opinion
RDATE;TZID=Europe/Berlin:20260320T103000,20260325T103000
END:VEVENT
BEGIN:VTODO
UID:nc-2
SUMMARY:Letter to the insurance
END:VTODO
END:VCALENDAR
""",
        (
            "2026-03-04T10:30 Europe/Berlin planned 60 Second opinion",
            "2026-03-20T10:30 Europe/Berlin planned 60 Second opinion",
            "2026-03-25T10:30 Europe/Berlin planned 60 Second opinion",
        ),
        ("kind of calendar not kept",),
    ),
    "Thunderbird, a zone with a path": Sent(
        """BEGIN:VCALENDAR
PRODID:-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN
VERSION:2.0
BEGIN:VEVENT
UID:tb-1
SUMMARY:Call
DTSTART;TZID=/mozilla.org/20050126_1/Europe/Vienna:20260304T103000
DTEND;TZID=/mozilla.org/20050126_1/Europe/Vienna:20260304T104500
X-MOZ-GENERATION:4
URL:https://video.example.org/room
END:VEVENT
END:VCALENDAR
""",
        ("2026-03-04T10:30 Europe/Vienna planned 15 Call",),
    ),
    "Lotus Notes, a zone of its own": Sent(
        """BEGIN:VCALENDAR
X-LOTUS-CHARSET:UTF-8
VERSION:2.0
PRODID:-//Lotus Development Corporation//NONSGML Notes 8.5//EN
METHOD:REQUEST
BEGIN:VTIMEZONE
TZID:Central European
BEGIN:STANDARD
DTSTART:19501029T020000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMINUTE=0;BYHOUR=2;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19500326T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYMINUTE=0;BYHOUR=2;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
DTSTART;TZID="Central European":20260304T103000
DTEND;TZID="Central European":20260304T113000
TRANSP:OPAQUE
SUMMARY:Tumor board
UID:notes-1-Lotus_Notes_Generated
END:VEVENT
END:VCALENDAR
""",
        ("2026-03-04T10:30 Europe/Berlin planned 60 Tumor board",),
    ),
    "An old phone, vCalendar 1.0": Sent(
        """BEGIN:VCALENDAR
VERSION:1.0
PRODID:Palm Desktop
BEGIN:VEVENT
SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Gespr=C3=A4ch mit Fr. =
=C5=81ucka
LOCATION;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=F6dling
DTSTART:20260304T093000Z
DTEND:20260304T101500Z
CATEGORIES:Arzt
END:VEVENT
END:VCALENDAR
""",
        ("2026-03-04T09:30 UTC planned 45 Gespr\u00e4ch mit Fr. \u0141ucka, M\u00f6dling",),
    ),
    "Teams, a video visit": Sent(
        """BEGIN:VCALENDAR
METHOD:REQUEST
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
BEGIN:VEVENT
UID:teams
SUMMARY:Video visit
DTSTART;TZID=GMT Standard Time:20260304T103000
DTEND;TZID=GMT Standard Time:20260304T110000
LOCATION:Microsoft Teams Meeting
X-MICROSOFT-SKYPETEAMSMEETINGURL:https://teams.example.org/l/1
END:VEVENT
END:VCALENDAR
""",
        ("2026-03-04T10:30 Europe/London planned 30 Video visit, Microsoft Teams Meeting",),
    ),
    "NHS, no zone at all": Sent(
        """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//NHS//Manage your referral//EN
BEGIN:VEVENT
UID:nhs-1
DTSTAMP:20260201T100000
DTSTART:20260304T103000
DTEND:20260304T103000
SUMMARY:Outpatients
END:VEVENT
END:VCALENDAR
""",
        ("2026-03-04T10:30 - planned - Outpatients",),
    ),
    "Calendly, two versions of one booking": Sent(
        """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Calendly//EN
BEGIN:VEVENT
UID:c-1
DTSTAMP:20260210T100000Z
DTSTART:20260305T093000Z
DTEND:20260305T100000Z
SUMMARY:Dietitian
END:VEVENT
END:VCALENDAR
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Calendly//EN
BEGIN:VEVENT
UID:c-1
DTSTAMP:20260201T100000Z
DTSTART:20260304T093000Z
DTEND:20260304T100000Z
SUMMARY:Dietitian
END:VEVENT
END:VCALENDAR
""",
        ("2026-03-05T09:30 UTC planned 30 Dietitian",),
        ("another version",),
    ),
    "A practice's own program, careless": Sent(
        """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
DTSTART:2026-03-04T10:30:00
DTEND:2026-03-04T10:00:00
SUMMARY:Blutabnahme: n\u00fcchtern; 10 Std.
LOCATION:
this is no line of a calendar
END:VEVENT
BEGIN:VEVENT
SUMMARY:No date
END:VEVENT
""",
        ("2026-03-04T10:30 - planned - Blutabnahme: n\u00fcchtern; 10 Std.",),
        ("broken line", "no date", "not closed"),
    ),
    "Zimbra, monthly on the second Tuesday": Sent(
        """BEGIN:VCALENDAR
PRODID:Zimbra-Calendar-Provider
VERSION:2.0
METHOD:PUBLISH
BEGIN:VEVENT
UID:z-1
RRULE:FREQ=MONTHLY;COUNT=3;INTERVAL=1;BYDAY=2TU
SUMMARY:NET nurse
DTSTART;TZID="Europe/Brussels":20260310T103000
DTEND;TZID="Europe/Brussels":20260310T110000
CLASS:PRIVATE
END:VEVENT
END:VCALENDAR
""",
        (
            "2026-03-10T10:30 Europe/Brussels planned 30 NET nurse",
            "2026-04-14T10:30 Europe/Brussels planned 30 NET nurse",
            "2026-05-12T10:30 Europe/Brussels planned 30 NET nurse",
        ),
    ),
    "Samsung, every 28 days across a change of the clocks": Sent(
        """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Samsung Electronics//Calendar//EN
BEGIN:VEVENT
UID:sp-1
DTSTART;TZID=Europe/Vienna:20260310T090000
DURATION:P0DT0H30M0S
RRULE:FREQ=DAILY;INTERVAL=28;UNTIL=20260505T070000Z
EXDATE;VALUE=DATE:20260407
SUMMARY:Lanreotide
END:VEVENT
END:VCALENDAR
""",
        (
            "2026-03-10T09:00 Europe/Vienna planned 30 Lanreotide",
            "2026-05-05T09:00 Europe/Vienna planned 30 Lanreotide",
        ),
    ),
    "Fastmail, the whole series called off": Sent(
        """BEGIN:VCALENDAR
PRODID:-//Cyrus IMAP//EN
VERSION:2.0
METHOD:CANCEL
BEGIN:VEVENT
UID:f-1
DTSTART;TZID=Europe/Vienna:20260304T090000
RRULE:FREQ=WEEKLY;COUNT=2
SUMMARY:Group
STATUS:CANCELLED
SEQUENCE:1
END:VEVENT
END:VCALENDAR
""",
        (
            "2026-03-04T09:00 Europe/Vienna cancelled - Group",
            "2026-03-11T09:00 Europe/Vienna cancelled - Group",
        ),
    ),
}
