"""The independent readers: each takes a file, the truth and the tools, and gives the faults it sees."""

import csv
import html
import json
import pathlib
import re
import subprocess
import sys
import zipfile

from truth import WORDS, joined, squeeze

HERE = pathlib.Path(__file__).resolve().parent
LONGEST = 180  # seconds that one reader may take


def run(*command):
    """A program's exit code and all that it prints."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=LONGEST)
    return done.returncode, done.stdout + done.stderr


def tool(name):
    """A program of the virtual environment that runs this."""
    return pathlib.Path(sys.executable).parent / name


def hwpx_package(file, truth, tools):
    """python-hwpx: the package."""
    code, said = run(tool("hwpx-validate-package"), file)
    # It asks for a part that 한글 itself does not write.
    faults = [line for line in said.splitlines() if line.startswith(("WARN", "ERROR")) and "version part" not in line]
    return faults or ([] if code == 0 else [last(said)])


def hwpx_schema(file, truth, tools):
    """python-hwpx: the KS X 6101 schema. It exits with 0 on warnings: only its word counts."""
    code, said = run(tool("hwpx-validate"), file)
    return [] if code == 0 and "All schema validations passed" in said else [last(said)]


def hwpx_ids(file, truth, tools):
    """python-hwpx: no id leads nowhere."""
    from hwpx.document import HwpxDocument
    from hwpx.tools.id_integrity import check_id_integrity

    return [f"dangling: {one}" for one in check_id_integrity(HwpxDocument.open(str(file))).dangling]


def kordoc(file, truth, tools):
    """kordoc: the text in order, and a table a requirement."""
    code, said = run("node", HERE / "kordoc.mjs", tools, file)
    if code:
        return [last(said)]
    read = json.loads(said[said.index("{"):])
    faults = [f"table {at} has gaps" for at in read["gaps"]]
    return faults + truth.in_order(read["texts"]) + truth.in_tables(read["tables"])


def rhwp(file, truth, tools):
    """@rhwp/core: draws every page, none of them empty, no less than the text, and cuts nothing off in a cell."""
    code, said = run("node", HERE / "render.mjs", tools, file)
    if code:
        return [last(said)]
    read = json.loads(said.splitlines()[-1])
    faults = [f"page {page} is empty" for page in read["empty"]] + [f"cut off: {text}" for text in read["cut"]]
    least = sum(len(squeeze(text)) for text, _ in truth.texts if text)
    least += sum(len(joined(truth.by_number[number], f)) for number in truth.printed for f in ("definition", "details"))
    return faults + ([f"{read['drawn']} characters drawn of {least}"] if read["drawn"] < least else [])


def python_docx(file, truth, tools):
    """python-docx: the text in order, and a table a requirement."""
    from docx import Document
    from docx.table import Table

    texts, tables = [], []

    def walk(container, cells):
        for item in container.iter_inner_content():
            if not isinstance(item, Table):
                texts.append(item.text)
                continue
            inner = []
            seen = []
            for row in item.rows:
                for cell in row.cells:
                    if not any(cell._tc is one for one in seen[-64:]):
                        seen.append(cell._tc)
                        inner.append(cell.text)
                        walk(cell, inner)
            tables.append(inner)

    walk(Document(str(file)), [])
    return truth.in_order(texts) + truth.in_tables(tables)


def ooxml(file, truth, tools):
    """Microsoft's Open XML validator."""
    node_modules = pathlib.Path(tools) / "ooxml/node_modules/@xarsh"
    code, said = run("node", node_modules / "ooxml-validator/dist/src/cli.js", file)
    answer = json.loads(said[said.index("{"):])
    return [] if code == 0 and answer["ok"] else [str(one)[:200] for one in answer["errors"]] or [f"exit code {code}"]


def openpyxl(file, truth, tools):
    """openpyxl: each requirement on the sheet of details, and the counts of the other sheets as numbers."""
    import openpyxl as library

    book = library.load_workbook(file)
    words, again = WORDS["fields"], WORDS["workbook"]["continued"]
    names = {words[field]: field for field in ("number", "title", "definition", "details", "acceptance", "deliverables")}
    sheet = book[WORDS["workbook"]["details"]]
    rows = list(sheet.iter_rows(values_only=True))
    at = {column: names[str(name)] for column, name in enumerate(rows[0]) if str(name) in names}
    read = {}
    for row in rows[1:]:
        cells = {field: str(row[column] or "") for column, field in at.items()}
        number = cells.pop("number").replace(again, "").strip()
        into = read.setdefault(number, {})
        first = not into
        for field, text in cells.items():
            # The name is written again in a row that continues the one above.
            if first or field != "title":
                into[field] = into.get(field, "") + "\n" + text.replace(again, "")
    faults = [] if len(at) == 6 else [f"columns: {sorted(at.values())}"]
    faults += truth.all_of(list(read))
    for number, fields in read.items():
        faults += truth.record(number, fields)
    # Of the other sheets: how many criteria a requirement has, and how many requirements a category.
    criteria = {one["number"]: len(one["acceptance"]) for one in truth.requirements}
    counts = {f"{one['name']} ({one['code']})": one["count"] for one in truth.model["categories"]}
    told = 0
    for sheet in book:
        for row in sheet.iter_rows(min_row=2, values_only=True):
            expected = counts.get(row[0], criteria.get(row[0]))
            if isinstance(row[-1], (int, float)) and expected is not None:
                told += 1
                if row[-1] != expected:
                    faults.append(f"{sheet.title}: {row[0]}: {row[-1]} instead of {expected}")
    return faults if told else [*faults, "no count on any sheet"]


def csv_module(file, truth, tools):
    """Python's csv: a row a requirement, each cell the very text."""
    raw = pathlib.Path(file).read_bytes()
    faults = [] if raw.startswith(b"\xef\xbb\xbf") else ["no byte order mark"]
    rows = list(csv.DictReader(raw.decode("utf-8-sig").splitlines(keepends=True), strict=True))
    words = WORDS["fields"]
    faults += truth.all_of([row[words["number"]] for row in rows])
    for row in rows:
        number = row[words["number"]]
        one = truth.by_number.get(number, {})
        for field in ("title", "definition", "details", "acceptance", "deliverables"):
            value = one.get(field, "")
            value = "\n".join(value) if isinstance(value, list) else value
            # What a spreadsheet could take for a formula has an apostrophe before it.
            if row[words[field]] not in (value, f"'{value}"):
                faults.append(f"{number}: {field} differs")
    return faults


def reqif_schema(file, truth, tools):
    """reqif: the OMG schema, and that every reference leads somewhere."""
    code, said = run(tool("reqif"), "validate", "--use-reqif-schema", file)
    whole = "0 errors, 0 schema issues found, 0 semantic issues found" in said
    return [] if code == 0 and whole else [last(said)]


def reqif_text(file, truth, tools):
    """reqif: an object a requirement with its text, and a relation for each that it names."""
    from reqif.parser import ReqIFParser

    content = ReqIFParser.parse(str(file)).core_content.req_if_content

    def plain(value):
        value = re.sub(r"</xhtml:(p|li|div)>|<xhtml:br/>", "\n", value)
        return html.unescape(re.sub(r"<[^>]*>", "", value))

    faults, numbers = [], []
    for item in content.spec_objects:
        if item.spec_object_type != "type-requirement":
            continue
        values = {one.definition_ref.removeprefix("requirement-"): plain(one.value) for one in item.attributes}
        number = values["number"]
        numbers.append(number)
        fields = {field: values.get(field, "") for field in ("title", "acceptance", "deliverables")}
        faults += truth.record(number, fields)
        one = truth.by_number.get(number)
        if one and squeeze(values["text"]) != joined(one, "definition") + joined(one, "details"):
            faults.append(f"{number}: text differs")
    named = sum(len(one["related"]) for one in truth.requirements)
    if bool(named) != bool(content.spec_relations):
        faults.append(f"{len(content.spec_relations or [])} relations for {named} names")
    return faults + truth.all_of(numbers)


def office_pdf(file, truth, tools):
    """LibreOffice: what it drew from the file (its PDF lies beside the file), read by pdftotext."""
    file = pathlib.Path(file)
    drawn = file.with_suffix(file.suffix + ".pdf")
    if not drawn.exists():
        return ["LibreOffice made no PDF of it"]
    code, said = run("pdftotext", "-raw", "-enc", "UTF-8", drawn, "-")
    if code:
        return [last(said)]
    pages = said.split("\f")
    everything = squeeze(said)
    text = squeeze("\n".join(body(page, truth) for page in pages))
    whole = file.suffix == ".xlsx"
    faults = []
    for number in [one["number"] for one in truth.requirements] if whole else truth.printed:
        one = truth.by_number[number]
        for field in ("number", "title", "definition", "details", "acceptance", "deliverables"):
            for item in one[field] if isinstance(one[field], list) else [one[field]]:
                # The head of a table that begins a page looks like a repeated one.
                if squeeze(item) not in (everything if field in ("number", "title") else text):
                    faults.append(f"{number} {field}: not drawn: {item[:60]}")
    blank = [str(at + 1) for at, page in enumerate(pages[:-1]) if not squeeze(body(page, truth))]
    return faults + ([f"blank pages: {', '.join(blank)}"] if blank else [])


def pdf_text(file, truth, tools):
    """pdftotext: every text of every requirement is set; no blank page."""
    code, said = run("pdftotext", "-raw", "-enc", "UTF-8", file, "-")
    if code:
        return [last(said)]
    pages = said.split("\f")[:-1]
    title, inner = squeeze(truth.model["title"]), []
    for at, page in enumerate(pages):
        lines = [line for line in page.splitlines() if not re.fullmatch(r"– \d+ –", line.strip())]
        inner.append(squeeze("\n".join(lines if at == 0 else lines[1:])))
        if at and squeeze(lines[0]) != title:
            return [f"page {at + 1} has no running title"]
    everything = "".join(inner)
    # Where a table goes on, its first rows stand between.
    heads = {one["number"]: head(one) for one in truth.requirements}
    for number, again in heads.items():
        everything = everything.replace(again, "")
    faults = []
    for number in truth.printed:
        one = truth.by_number[number]
        for field in ("definition", "details", "acceptance", "deliverables"):
            for item in one[field] if isinstance(one[field], list) else [one[field]]:
                if squeeze(item) not in everything:
                    faults.append(f"{number} {field}: not set: {item[:60]}")
        if heads[number] not in "".join(inner):
            faults.append(f"{number}: no table")
    blank = [str(at + 1) for at, text in enumerate(inner) if len(text) < 40]
    return faults + ([f"blank pages: {', '.join(blank)}"] if blank else [])


def head(one):
    """The first rows of a requirement's table, which are repeated where it goes on."""
    words = WORDS["fields"]
    rows = ((words["category"], one["category_name"]), (words["number"], one["number"]), (words["title"], one["title"]))
    return "".join(squeeze(label) + squeeze(text) for label, text in rows)


def pdf_page(file, truth, tools):
    """pdftotext: no word stands off the page or over its footer; pdfinfo: tagged, A4, with its title."""
    code, said = run("pdftotext", "-bbox", file, "-")
    if code:
        return [last(said)]
    faults, page = [], 0
    for line in said.splitlines():
        page += "<page " in line
        found = re.search(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*)</word>', line)
        if not found:
            continue
        left, top, right, bottom = map(float, found.groups()[:4])
        is_footer = top > 785 and 260 < left and right < 340
        if left < 50 or right > 546 or (bottom > 788 and not is_footer):
            faults.append(f"page {page}: off the page: {found[5]}")
    code, said = run("pdfinfo", file)
    told = dict(re.findall(r"(?m)^([^:]+):\s*(.*)$", said))
    if told.get("Tagged") != "yes" or "A4" not in told.get("Page size", "") or told.get("Title") != truth.model["title"]:
        faults.append(f"pdfinfo: {told.get('Tagged')}, {told.get('Page size')}, {told.get('Title')}")
    return faults


def pdf_archivable(file, truth, tools):
    """page-validation: PDF/A-2a."""
    return conforms(file, "2a")


def pdf_accessible(file, truth, tools):
    """page-validation: PDF/UA-1."""
    return conforms(file, "ua1")


def conforms(file, profile):
    import page

    report = page.validate_pdf(file, profile=profile, limits=page.SafetyLimits.unlimited())
    # It takes a carriage return that ends a stream's own bytes for a part of the line's end.
    told = [one for one in report.failures if one.rule_id != "PDFA2A-STREAM-LENGTH-001"]
    return [f"{one.rule_id}: {one.message}" for one in told]


def body(page, truth):
    """A page without what is printed on every one: running title, page number, repeated head of a requirement."""
    title = squeeze(truth.model["title"])
    lines = page.splitlines()
    lines = [line for line in lines if not re.fullmatch(r"\s*\d+\s*/\s*\d+\s*", line)]
    # The running title of a sheet ends with the sheet's name.
    lines = [line for at, line in enumerate(lines) if not (at < 2 and squeeze(line).startswith(title))]
    head = ""
    for at, line in enumerate(lines[:8]):
        head += squeeze(line)
        for number in re.findall(r"[A-Z]{3}-\d{3}", head):
            one = truth.by_number.get(number)
            if one and re.search(re.escape(number) + ".{1,12}?" + re.escape(joined(one, "title")) + "$", head):
                return "\n".join(lines[at + 1:])
    return "\n".join(lines)


def zip_whole(file, truth, tools):
    """Python's zipfile: every part unpacks to its check sum; the type of a HWPX lies first and stored."""
    with zipfile.ZipFile(file) as package:
        faults = [f"damaged: {package.testzip()}"] if package.testzip() else []
        first = package.infolist()[0]
        if str(file).endswith(".hwpx"):
            if (first.filename, first.compress_type) != ("mimetype", zipfile.ZIP_STORED):
                faults.append(f"first entry is {first.filename}, method {first.compress_type}")
            elif package.read(first) != b"application/hwp+zip":
                faults.append("mimetype says something else")
    return faults


def last(said):
    """The last words of a program."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return " | ".join(lines[-3:])[-300:] or "refused without a word"


# Format → its readers.
READERS = {
    "hwpx": (zip_whole, hwpx_package, hwpx_schema, hwpx_ids, kordoc, rhwp),
    "docx": (zip_whole, python_docx, ooxml, kordoc, office_pdf),
    "xlsx": (zip_whole, openpyxl, ooxml, office_pdf),
    "csv": (csv_module,),
    "reqif": (reqif_schema, reqif_text),
    "pdf": (pdf_text, pdf_page, pdf_archivable, pdf_accessible),
}


def faults_of(reader, file, truth, tools):
    """What a reader says of a file: an exception is a refusal too."""
    try:
        return reader(file, truth, tools)
    except Exception as error:  # noqa: BLE001: whatever a library throws at a file is its word on it
        return [f"{type(error).__name__}: {str(error)[:200]}"]
