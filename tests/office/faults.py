"""Files that are broken on purpose: each is a good file with one fault, and names the reader that must refuse it.

A reader that lets its broken file pass proves nothing by accepting a good one."""

import re
import zipfile

SECTION, HEADER = "Contents/section0.xml", "Contents/header.xml"
DOCUMENT = "word/document.xml"


def parts(source):
    """The entries of a package and what they hold, in order."""
    with zipfile.ZipFile(source) as package:
        return [(entry, package.read(entry)) for entry in package.infolist()]


def packed(target, entries):
    """Writes a package."""
    with zipfile.ZipFile(target, "w") as package:
        for entry, data in entries:
            package.writestr(entry, data, entry.compress_type)


def changed(data, old, new):
    """Bytes with the first of one text replaced; old is a pattern and must be there."""
    text, count = re.subn(old, lambda found: found.expand(new), data.decode(), count=1)
    if not count:
        raise ValueError(f"nothing to break: {old}")
    return text.encode()


def in_part(part, old, new):
    """A fault inside one part of a package: the first entry whose name matches."""

    def apply(source, target, truth):
        entries, done = [], False
        for entry, data in parts(source):
            if not done and re.fullmatch(part, entry.filename):
                data, done = changed(data, old(truth) if callable(old) else old, new), True
            entries.append((entry, data))
        if not done:
            raise ValueError(f"no such part: {part}")
        packed(target, entries)

    return apply


def low_rows(source, target, truth):
    """Tables and cells a twentieth lower than they should be."""
    height = re.compile(r'(<hp:(?:cellSz|sz) width="\d+"[^>]* height=")(\d+)')

    def lower(text):
        return height.sub(lambda found: found[1] + str(int(found[2]) * 19 // 20), text)

    entries = parts(source)
    packed(target, [(e, lower(data.decode()).encode() if e.filename == SECTION else data) for e, data in entries])


def in_text(old, new):
    """A fault in a file of text."""

    def apply(source, target, truth):
        target.write_bytes(changed(source.read_bytes(), old(truth) if callable(old) else old, new))

    return apply


def cut(source, target, truth):
    """The file ends half-way."""
    data = source.read_bytes()
    target.write_bytes(data[: len(data) // 2])


def in_bytes(old, new):
    """A fault in a file of bytes that keeps its length: what says where its parts are stays right."""

    def apply(source, target, truth):
        data = source.read_bytes()
        if old not in data or len(old) != len(new):
            raise ValueError(f"nothing to break: {old}")
        target.write_bytes(data.replace(old, new, 1))

    return apply


def of_another(source, target, truth):
    """Another document: the plan in place of the RFP."""
    target.write_bytes(source.with_name(source.name.replace("-rfp.", "-plan.")).read_bytes())


def mimetype_last(source, target, truth):
    """The type of the package is its last entry."""
    packed(target, reversed(parts(source)))


def flipped(source, target, truth):
    """One byte of the largest part is another: the check sum tells."""
    data = bytearray(source.read_bytes())
    largest = max((entry for entry, _ in parts(source)), key=lambda entry: entry.compress_size)
    data[largest.header_offset + 200 + largest.compress_size // 2] ^= 0x10
    target.write_bytes(data)


def last_words(field):
    """Pattern of the end of a text of the last requirement; the first place with these words loses them."""

    def pattern(truth):
        value = truth.requirements[-1][field]
        value = value if isinstance(value, str) else value[0]
        return re.escape(value[-12:])

    return pattern


def row(truth):
    """Pattern of a whole row of the CSV, that of the second requirement."""
    first, second, third = (re.escape(one["number"]) for one in truth.requirements[:3])
    return rf"(?s)\r\n{second},.*?(?=\r\n{third},)"


# (name, format, reader that must refuse it, fault)
FAULTS = [
    ("truncated-zip", "hwpx", "zip_whole", cut),
    ("flipped-byte", "hwpx", "zip_whole", flipped),
    ("mimetype-last", "hwpx", "zip_whole", mimetype_last),
    ("mimetype-last-package", "hwpx", "hwpx_package", mimetype_last),
    ("unclosed-section", "hwpx", "hwpx_package", in_part(SECTION, "</hs:sec>", "")),
    ("unknown-element", "hwpx", "hwpx_schema", in_part(SECTION, "</hp:secPr>", "</hp:secPr><hp:nothing/>")),
    ("dangling-style", "hwpx", "hwpx_ids", in_part(SECTION, 'charPrIDRef="[0-9]+"', 'charPrIDRef="9999"')),
    ("lost-words", "hwpx", "kordoc", in_part(SECTION, last_words("definition"), "")),
    ("lost-criterion", "hwpx", "kordoc", in_part(SECTION, last_words("acceptance"), "")),
    ("low-rows", "hwpx", "rhwp", low_rows),
    ("no-body", "hwpx", "rhwp", in_part(SECTION, "(?s)</hp:p>.*</hs:sec>", "</hp:p></hs:sec>")),
    ("lost-words", "docx", "python_docx", in_part(DOCUMENT, last_words("definition"), "")),
    ("lost-words-kordoc", "docx", "kordoc", in_part(DOCUMENT, last_words("acceptance"), "")),
    ("lost-words-drawn", "docx", "office_pdf", in_part(DOCUMENT, last_words("definition"), "")),
    ("unclosed-body", "docx", "python_docx", in_part(DOCUMENT, "</w:body>", "")),
    ("unknown-element", "docx", "ooxml", in_part(DOCUMENT, "<w:body>", "<w:body><w:nothing/>")),
    ("truncated-zip", "docx", "zip_whole", cut),
    ("wrong-count", "xlsx", "openpyxl", in_part(r"xl/worksheets/sheet1\.xml", r'(<c r="C2"[^>]*><v>)[0-9]+', r"\g<1>77")),
    ("lost-words", "xlsx", "openpyxl", in_part(r"xl/sharedStrings\.xml", last_words("acceptance"), "")),
    ("lost-words-drawn", "xlsx", "office_pdf", in_part(r"xl/sharedStrings\.xml", last_words("acceptance"), "")),
    ("unknown-element", "xlsx", "ooxml", in_part(r"xl/worksheets/sheet1\.xml", "<sheetData>", "<nothing/><sheetData>")),
    ("truncated-zip", "xlsx", "zip_whole", cut),
    ("lost-row", "csv", "csv_module", in_text(row, "")),
    ("no-mark", "csv", "csv_module", in_text("\ufeff", "")),
    ("lost-words", "csv", "csv_module", in_text(last_words("acceptance"), "")),
    ("unknown-attribute", "reqif", "reqif_schema", in_text("<SPEC-OBJECT ", '<SPEC-OBJECT COLOUR="red" ')),
    (
        "dangling-relation",
        "reqif",
        "reqif_schema",
        in_text("<TARGET><SPEC-OBJECT-REF>requirement", "<TARGET><SPEC-OBJECT-REF>nothing"),
    ),
    ("lost-words", "reqif", "reqif_text", in_text(last_words("acceptance"), "")),
    ("truncated", "pdf", "pdf_archivable", cut),
    ("no-part", "pdf", "pdf_archivable", in_bytes(b"<pdfaid:part>2<", b"<pdfaid:part>9<")),
    ("untagged", "pdf", "pdf_accessible", in_bytes(b"/Marked true", b"/Marked null")),
    ("no-language", "pdf", "pdf_accessible", in_bytes(b"/Lang(ko", b"/Lung(ko")),
    ("another", "pdf", "pdf_text", of_another),
    ("untagged-page", "pdf", "pdf_page", in_bytes(b"/Marked true", b"/Marked null")),
    ("lost-object", "reqif", "reqif_text", in_text("(?s)<SPEC-OBJECT IDENTIFIER=\"requirement.*?</SPEC-OBJECT>", "")),
]
