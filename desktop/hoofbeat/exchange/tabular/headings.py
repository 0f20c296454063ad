"""What the heading of a column means, in English, German, Spanish, French, and the plainest words of their neighbors."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from hoofbeat.domain.tables import DateOrder, Role
from hoofbeat.exchange.tabular.cells import is_unit, range_of

# Whole headings, those that say it best first: where two columns have the same role, the better one keeps it.
_PHRASES: Final[Mapping[Role, str]] = MappingProxyType(
    {
        Role.DATE: "collection date;date collected;collected;collected on;collected date;collection;collected at;specimen collected;"
        "specimen collection date;sample date;date of sample;date of collection;date sampled;sampled on;sampled;drawn;date drawn;draw date;"
        "taken on;date taken;taken;effective date;effective;effective date time;collection date time;collected date time;collection datetime;"
        "entnahmedatum;abnahmedatum;probenentnahme;probendatum;entnahme;abnahme;entnahmezeitpunkt;datum der entnahme;datum der probe;blutentnahme;"
        "event date;event end date time;clinical date;fecha de extraccion;fecha extraccion;fecha de toma;fecha toma;fecha de la muestra;fecha muestra;fecha de recogida;"
        "date de prelevement;date du prelevement;date prelevement;prelevement;preleve le;"
        "date;datum;fecha;date time;datetime;timestamp;observation date;observation time;observed;test date;date of test;lab date;"
        "messdatum;untersuchungsdatum;datum zeit;fecha y hora;fecha de la prueba;date heure;date de l examen;date d analyse;tag;jour;dia;day;"
        "data prelievo;data del prelievo;data di prelievo;data da coleta;data da colheita;data;afnamedatum;datum afname;provtagningsdatum;"
        "provtagning;provedato;provetagningsdato;dato",
        Role.TIME: "collection time;time collected;time;uhrzeit;zeit;entnahmezeit;abnahmezeit;hora;heure;heure de prelevement;hora de extraccion;clock time",
        Role.TEST: "test name;result name;test;analyte;component;component name;lab test;laboratory test;test description;observation;observation name;"
        "parameter;analyt;untersuchung;laborparameter;laborwert;bezeichnung;analyse;testname;messgroße;messgrosse;prufung;"
        "prueba;examen;determinacion;analito;parametro;estudio;nombre de la prueba;nombre;analisis;"
        "examen biologique;nom du test;libelle;parametre;analyte name;description;item;measure;measurement;marker;biomarker;"
        "long common name;loinc name;display name;display;code display;code text;exam;procedure;name;laboratory parameter;prueba de laboratorio;dosage;"
        "esame;analisi;exame;bepaling;analys;analyt;undersogelse;prove",
        Role.VALUE: "result value;value;result;test result;lab result;numeric result;observed value;observation value;measured value;results;values;"
        "current result and flag;result and flag;value as printed;reading;amount;messwert;wert;ergebnis;resultat;befund;ergebniswert;"
        "value quantity;value string;resultado;valor;valor obtenido;resultados;valeur;resultats;risultato;valore;uitslag;waarde;svar;varde;vaerdi;value text;valuenum;value num;result text",
        Role.COMPARATOR: "comparator;sign;operator;value modifier;modifier;vorzeichen;qualifier;signo;signe",
        Role.UNIT: "unit;units;unit of measure;units of measure;uom;result unit;result units;einheit;einheiten;maßeinheit;masseinheit;dimension;"
        "unidad;unidades;unidad de medida;unite;unites;unite de mesure;unita;unita di misura;unidade;unidade de medida;eenheid;enhet;enhed;measurement unit;value unit",
        Role.RANGE: "reference range;ref range;range;reference interval;ref interval;reference;normal range;reference ranges;normal;normal values;"
        "standard range;references;expected range;ref ranges;lab range;biological reference interval;"
        "referenzbereich;normbereich;normwert;normwerte;referenz;referenzwert;referenzwerte;referenzintervall;ref bereich;"
        "valores de referencia;valor de referencia;rango de referencia;rango;intervalo de referencia;referencia;ref;"
        "valeurs de reference;valeur de reference;intervalle de reference;normes;norme;valeurs usuelles;valeurs normales;"
        "valori di riferimento;intervallo di riferimento;valori normali;intervalo de referencia;referentiewaarden;referentiewaarde;"
        "referensintervall;referenceinterval;referenceomrade;referanseomrade;range text",
        Role.LOW: "reference low;ref low;low;range low;lower limit;lower;minimum;min;normal low;low limit;reference range low;ref range low;range from;"
        "lower bound;reference lower;lln;untergrenze;untere grenze;unterer referenzwert;unterer grenzwert;referenz min;normwert von;normwert min;normwert unten;"
        "normbereich von;normbereich min;normbereich unten;referenz von;referenzbereich von;referenzbereich unten;referenzwert von;ref von;von;"
        "limite inferior;minimo;borne inferieure;limite inferieure;borne inf;valor minimo;reference min;ref min;from",
        Role.HIGH: "reference high;ref high;high;range high;upper limit;upper;maximum;max;normal high;high limit;reference range high;"
        "ref range high;range to;upper bound;reference upper;uln;obergrenze;obere grenze;oberer referenzwert;oberer grenzwert;referenz max;normwert bis;normwert max;normwert oben;"
        "normbereich bis;normbereich max;normbereich oben;referenz bis;referenzbereich bis;referenzbereich oben;referenzwert bis;ref bis;bis;"
        "limite superior;maximo;borne superieure;limite superieure;borne sup;valor maximo;reference max;ref max;to",
        Role.FLAG: "flag;abnormal flag;abnormal;result flag;interpretation;abnormal indicator;indicator;hl;h l;alert;out of range;"
        "markierung;bewertung;auffallig;kennzeichnung;kennung;hinweis;indicador;interpretacion;alerta;marca;alerte;anomalie;drapeau;marqueur",
        Role.CODE: "loinc;loinc code;loinc number;loinc num;code;test code;observation code;analyte code;component code;loinc nr;"
        "testcode;parametercode;codigo;codigo loinc;code loinc;code test;codigo de prueba",
        Role.LABORATORY: "laboratory;performing laboratory;performing lab;lab name;laboratory name;performed by;performing organization;performer;"
        "facility;lab facility;resulting lab;resulting agency;labor;labor name;laborname;einsender labor;"
        "laboratorio;centro;laboratoire;nom du laboratoire;nombre del laboratorio;source lab;reference lab;reference laboratory;lab",
        Role.SPECIMEN: "specimen;specimen type;sample type;sample;material;specimen source;probe;probenmaterial;probenart;untersuchungsmaterial;"
        "muestra;tipo de muestra;especimen;echantillon;type d echantillon;nature de l echantillon;matrix;fluid",
        Role.METHOD: "method;assay;method name;methode;messmethode;verfahren;metodo;technique;tecnica;technik;instrument",
        Role.STATE: "status;result status;state;observation status;report status;befundstatus;estado;statut;etat;ergebnisstatus",
        Role.CATEGORY: "category;observation category;result category;kategorie;categoria;categorie;domain",
        Role.NOTE: "comment;comments;note;notes;remark;remarks;kommentar;bemerkung;bemerkungen;anmerkung;anmerkungen;comentario;comentarios;"
        "observaciones;nota;notas;commentaire;commentaires;remarque;remarques;result comment;lab comment;note commentaire",
        Role.PERSON: "patient name;patient;patient full name;full name;patient id;patientid;patient identifier;mrn;medical record number;"
        "person;person id;subject;patient number;name des patienten;patientenname;patientennummer;patienten id;pat nr;patientin;"
        "paciente;nombre del paciente;nombre paciente;historia clinica;numero de historia;nom du patient;nom patient;identifiant patient;ipp;nip;nhc;member name;member",
        Role.GIVEN_NAME: "first name;given name;firstname;patient first name;forename;vorname;nombre de pila;prenom;prenom du patient;given names",
        Role.FAMILY_NAME: "last name;family name;surname;lastname;patient last name;nachname;familienname;apellido;apellidos;nom de famille;nom",
        Role.BORN_ON: "date of birth;dob;birth date;birthdate;born;born on;patient dob;patient date of birth;birthday;"
        "geburtsdatum;geboren;geboren am;geb datum;fecha de nacimiento;nacimiento;date de naissance;ne le;nee le;naissance;f nacimiento;ddn",
    }
)
_SECOND_CHOICE_DATES: Final = (
    "result date;date of result;resulted;resulted on;resulted date;report date;reported;date reported;reported on;date of report;released;"
    "issued;issue date;final date;verified date;received date;received;order date;ordered;date ordered;requested;"
    "befunddatum;berichtsdatum;eingangsdatum;auftragsdatum;validiert am;fecha de informe;fecha informe;fecha de resultado;fecha resultado;"
    "fecha de solicitud;fecha de validacion;date du resultat;date de resultat;date d edition;date de validation;date du compte rendu"
)
_BY_PHRASE: Final = {
    phrase: (role, rank)
    for role, phrases in _PHRASES.items()
    for rank, phrase in enumerate(each.strip() for each in phrases.split(";"))
} | {phrase: (Role.DATE, 500 + rank) for rank, phrase in enumerate(_SECOND_CHOICE_DATES.split(";"))}
# Single words that tell the role of a longer heading, the most telling role first; all other words must be fillers.
_WORDS: Final[tuple[tuple[Role, str], ...]] = (
    (Role.BORN_ON, "birth dob born geburtsdatum geboren nacimiento naissance birthdate"),
    (Role.LOW, "low lower min minimum untergrenze unterer untere inferior inferieure minimo lln"),
    (Role.HIGH, "high upper max maximum obergrenze oberer obere superior superieure maximo uln"),
    (
        Role.RANGE,
        "range reference ref interval referenzbereich normbereich referenz referenzwert normwert referencia rango norme normes normal",
    ),
    (Role.UNIT, "unit units uom einheit einheiten unidad unidades unite unites"),
    (Role.FLAG, "flag flags abnormal interpretation markierung indicador indicator interpretacion"),
    (Role.CODE, "loinc code codigo"),
    (Role.COMPARATOR, "comparator operator"),
    (Role.TIME, "time uhrzeit hora heure"),
    (Role.DATE, "date datum fecha collected entnahmedatum"),
    (Role.LABORATORY, "laboratory laboratorio laboratoire"),
    (Role.SPECIMEN, "specimen muestra echantillon probenmaterial"),
    (Role.NOTE, "comment comments note notes kommentar bemerkung comentario commentaire"),
    (Role.METHOD, "method methode metodo"),
    (Role.STATE, "status"),
    (Role.VALUE, "value values result results wert ergebnis messwert valor resultado valeur resultat level"),
    (Role.TEST, "test analyte parameter component prueba examen analyse untersuchung"),
)
_KEYWORDS: Final = tuple((role, frozenset(words.split())) for role, words in _WORDS)
_ALL_KEYWORDS: Final = frozenset(word for _, words in _KEYWORDS for word in words)
_FILLERS_WORDS: Final = (
    "the of a an in on at for and lab labs laboratory test tests patient sample specimen name text number numeric type "
    "local value result der des die das und labor von de la le les el los las du d l y et clinical medical measured "
    "observation limit limits bound full printed as sent nr no num yyyy mm dd jjjj tt jj aaaa hh ss mmm yy collection draw "
    "drawn taken blood your my latest last current most recent"
)
_FILLERS: Final = frozenset(_FILLERS_WORDS.split())
# Ranges, units, flags and limits that stand beside each test of a table with a test in each column.
_COMPANIONS: Final = frozenset({Role.UNIT, Role.RANGE, Role.LOW, Role.HIGH, Role.FLAG, Role.VALUE, Role.NOTE})
_LONGEST_HEADING: Final = 200
_BRACKETS: Final = re.compile(r"[\[(]([^\[\]()]*)[\])]")
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_FOREIGN_WORDS: Final = (
    "datum entnahmedatum wert einheit ergebnis referenzbereich normbereich messwert untersuchung bezeichnung labor fecha "
    "prueba resultado unidad unidades valor valores examen determinacion laboratorio analyse resultat unite unites valeur "
    "prelevement laboratoire parametre befund probe kommentar data esame risultato valore valori unita exame unidade bepaling uitslag "
    "waarde eenheid referentiewaarden provtagningsdatum analys svar enhet referensintervall prelievo riferimento"
)
_FOREIGN: Final = frozenset(_FOREIGN_WORDS.split())


_BEFORE_WORDS: Final = (
    "previous prior former vorwert vorwerte vorbefund vorheriger anterior anteriores anteriorite precedent"
)
_BEFORE: Final = frozenset(_BEFORE_WORDS.split())


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading means: a role with its rank (0 is the best), or none; `about` is the test that a companion belongs to."""

    role: Role | None = None
    rank: int = 0
    about: str = ""


def heading_of(text: str) -> Heading:
    """Return what a heading means."""
    if len(text) > _LONGEST_HEADING:
        return Heading()
    for words in (folded(text), folded(_BRACKETS.sub(" ", text))):
        if words in _BY_PHRASE:
            role, rank = _BY_PHRASE[words]
            return Heading(role, rank)
    words = folded(text)
    tokens = words.split()
    for role, keywords in _KEYWORDS:
        if keywords.isdisjoint(tokens):
            continue
        left = [token for token in tokens if token not in _ALL_KEYWORDS and token not in _FILLERS]
        if not left:
            return Heading(role, 1000)
        if role in _COMPANIONS:
            return Heading(role, 1000, " ".join(left))
    return Heading()


def headings_of(texts: Sequence[str]) -> list[Heading]:
    """Return what the headings mean; "Out of range" beside "In range" is the other column of values, and no flag."""
    found = [heading_of(text) for text in texts]
    words = [folded(text) for text in texts]
    if not {"in range", "out of range"} <= set(words):
        return found
    return [
        Heading(Role.VALUE) if each in ("in range", "out of range") else known
        for each, known in zip(words, found, strict=True)
    ]


def is_of_before(heading: Sequence[str], place: int) -> bool:
    """Tell whether a column belongs to the result before, as its heading says or, where it has none, the one beside it."""
    while place and not heading[place]:
        place -= 1
    return not _BEFORE.isdisjoint(folded(heading[place]).split())


def folded(text: str) -> str:
    """Return the words of a heading in small letters, without accents and signs."""
    plain = unicodedata.normalize("NFKD", _CAMEL.sub(" ", text).casefold())
    return " ".join(
        re.findall(r"\w+", "".join(each for each in plain if not unicodedata.combining(each)).replace("_", " "))
    )


def signature_of(heading: tuple[str, ...]) -> str:
    """Return what all files with the same columns share."""
    return "|".join(folded(each) for each in heading)


def is_foreign(heading: tuple[str, ...]) -> bool:
    """Tell whether a heading is in a language that writes the day first and a comma before decimals."""
    return any(not _FOREIGN.isdisjoint(folded(each).split()) for each in heading)


_PATTERNS: Final = (
    (re.compile(r"\b(?:d{1,2}|t{1,2}|j{1,2})[-/. ]m{1,3}[-/. ](?:[yja]{2,4})\b", re.IGNORECASE), DateOrder.DAY_FIRST),
    (re.compile(r"\bm{1,2}[-/. ]d{1,2}[-/. ]y{2,4}\b", re.IGNORECASE), DateOrder.MONTH_FIRST),
)


def order_in(text: str) -> DateOrder | None:
    """Return the order of a date that a heading spells out, such as "(DD/MM/YYYY)"."""
    return next((order for pattern, order in _PATTERNS if pattern.search(text)), None)


@dataclass(frozen=True, slots=True)
class NamedTest:
    """A test as the heading of its column names it, with the unit and the range that stand there too."""

    name: str
    unit: str = ""
    range_text: str = ""


def test_of(text: str) -> NamedTest:
    """Take the heading of a column of values apart: "Glucose (mg/dL) [70-99]"."""
    unit, printed, name = "", "", text[:_LONGEST_HEADING]
    for found in _BRACKETS.finditer(name):
        inner = found[1].strip()
        limits = range_of(inner, None)
        if is_unit(inner) and not unit:
            unit, name = inner, name.replace(found[0], " ")
        elif limits.low is not None or limits.high is not None:
            printed, name = inner, name.replace(found[0], " ")
    if not unit:
        unit, name = _unit_behind(name.strip())
    return NamedTest(" ".join(name.strip(" ,-_").split()), unit, printed)


def _unit_behind(name: str) -> tuple[str, str]:
    """Return the unit that ends a heading, and what stands before it: "CgA, ng/mL", "Sodium in mmol/L", "Glucose_mg_dL"."""
    words = name.split("_")
    if len(words) > 2 and is_unit("/".join(words[-2:])):
        return "/".join(words[-2:]), " ".join(words[:-2])
    for separator in (",", " in ", " - ", " "):
        before, found, after = name.rpartition(separator)
        if found and before.strip() and is_unit(after) and not after.strip().isalpha():
            return after.strip(), before
    return "", name
