//! Files of others: hostile, broken, locked, old, large. A clear message or a reading, never a panic.

use std::time::Instant;

use balju::Assets;
use balju::diagnostic::Diagnostic;
use balju::reader::{Office, Reading, read_transcript, transcribe};

use super::foreign::{Cell, Piece, docx, escaped, hwpx, letters, package, workbook, xlsx};
use super::own::read;

fn refused(bytes: &[u8]) -> Diagnostic {
    let mut faults = transcribe(bytes, &Assets::builtin()).unwrap_err();
    assert_eq!(faults.len(), 1);
    let fault = faults.remove(0);
    assert!(fault.hint.as_ref().is_some_and(|hint| !hint.is_empty()), "{fault:?}");
    fault
}

/// Reads whatever comes, and looks at every place of what was read.
fn survives(bytes: &[u8]) -> Option<Reading> {
    let assets = Assets::builtin();
    let transcript = transcribe(bytes, &assets).ok()?;
    let reading = read_transcript(&transcript, &assets).ok()?;
    for span in reading.spans.values().chain(reading.unread.iter().filter_map(|one| one.span.as_ref())) {
        assert!(transcript.text().get(span.clone()).is_some(), "{span:?} of {}", transcript.text().len());
    }
    Some(reading)
}

fn form(number: usize) -> Piece {
    let row = |label: &str, text: &str| vec![Cell::text(label), Cell::text(text)];
    Piece::Table(
        String::new(),
        vec![
            row("요구사항 고유번호", &format!("SFR-{number:05}")),
            row("요구사항 명칭", "민원 접수"),
            row("세부내용", "접수 후 3초 이내에 번호를 발급하여야 함"),
        ],
    )
}

type Make = fn(&[Piece]) -> Vec<u8>;
const MAKERS: [(&str, Make); 3] = [("docx", docx), ("hwpx", hwpx), ("xlsx", xlsx)];

#[test]
fn a_file_cut_anywhere_or_with_any_byte_changed_is_no_panic() {
    for (name, make) in MAKERS {
        let whole = make(&[form(1), form(2)]);
        assert_eq!(survives(&whole).unwrap().document.requirements.len(), 2, "{name}");
        for end in (0..whole.len()).step_by(7) {
            assert!(survives(&whole[..end]).is_none(), "{name} {end}");
        }
        let fault = refused(&whole[..whole.len() / 2]);
        assert_eq!(fault.code, "damaged", "{name}: {fault:?}");
        for at in (0..whole.len()).step_by(11) {
            let mut changed = whole.clone();
            changed[at] ^= 0x5A;
            survives(&changed);
        }
    }
}

#[test]
fn what_unpacks_to_more_than_it_may_is_refused_before_it_fills_memory() {
    let huge = format!("<w:document><w:body>{}</w:body></w:document>", " ".repeat(30 * 1024 * 1024));
    for part in ["word/document.xml", "xl/workbook.xml", "Contents/section0.xml"] {
        let bomb = package(&[(part, &huge)]);
        assert!(bomb.len() < 100 * 1024, "{}", bomb.len());
        assert_eq!(refused(&bomb).code, "too-large", "{part}");
    }
}

#[test]
fn a_package_of_too_many_parts_is_refused() {
    let names: Vec<String> = (0..20_001).map(|at| format!("a{at}")).collect();
    let mut parts: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    parts.push(("word/document.xml", "<w:document/>"));
    assert_eq!(refused(&package(&parts)).code, "too-large");
}

#[test]
fn depth_entities_and_declarations_are_refused() {
    let deep = format!("<w:document>{}", "<w:sdt>".repeat(5_000));
    assert_eq!(refused(&package(&[("word/document.xml", &deep)])).code, "damaged");
    let laughs =
        "<!DOCTYPE a [<!ENTITY b \"bbbbbbbb\"><!ENTITY c \"&b;&b;&b;\">]><w:document><w:body>&c;</w:body></w:document>";
    let fault = refused(&package(&[("word/document.xml", laughs)]));
    assert!(fault.message.contains("DTD"), "{fault:?}");
    let external = laughs.replace("\"bbbbbbbb\"", "SYSTEM \"file:///etc/passwd\"");
    assert!(refused(&package(&[("word/document.xml", &external)])).message.contains("DTD"));
    let unknown = "<d><w:p><w:r><w:t>글 &unknown; &#0; &#xD800; 글</w:t></w:r></w:p></d>";
    survives(&package(&[("word/document.xml", unknown)]));
    let unclosed = "<w:document><w:body><w:p><w:r><w:t>글";
    assert_eq!(refused(&package(&[("word/document.xml", unclosed)])).code, "damaged");
}

/// The beginning of a compound file with the name of a stream in it.
fn compound(stream: &str) -> Vec<u8> {
    let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    bytes.resize(512, 0);
    bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(1024, 0);
    bytes
}

#[test]
fn locked_and_old_files_are_told_apart_with_a_remedy() {
    for (bytes, code, says) in [
        (compound("EncryptedPackage"), "password", "암호"),
        (compound("HwpSummaryInformation"), "unreadable-format", "HWP 파일"),
        (compound("WordDocument"), "unreadable-format", "DOC 파일"),
        (compound("Workbook"), "unreadable-format", "XLS 파일"),
        (compound("Nothing"), "unreadable-format", "예전 프로그램"),
        (b"%PDF-1.7 ...".to_vec(), "unreadable-format", "PDF"),
        (b"{\\rtf1".to_vec(), "unreadable-format", "RTF"),
        (b"HWP Document File V3.00".to_vec(), "unreadable-format", "3.0"),
        (package(&[("a.txt", "글")]), "unreadable-format", "압축 파일"),
        (package(&[("xl/workbook.bin", "")]), "unreadable-format", "XLSB"),
        (package(&[("mimetype", "application/vnd.oasis.opendocument.text")]), "unreadable-format", "ODT"),
        (package(&[]), "unreadable-format", "압축 파일"),
        (Vec::new(), "damaged", "빈 파일"),
        (b"plain text".to_vec(), "damaged", "아닙니다"),
    ] {
        let fault = refused(&bytes);
        assert_eq!(fault.code, code, "{fault:?}");
        assert!(fault.message.contains(says), "{fault:?}");
    }
    let manifest = "<m><odf:encryption-data/></m>";
    let locked = package(&[("Contents/section0.xml", "<a/>"), ("META-INF/manifest.xml", manifest)]);
    assert_eq!(refused(&locked).code, "password");
}

#[test]
fn a_part_with_a_password_is_named_as_such() {
    use std::io::{Cursor, Write as _};
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(b"<w:document/>").unwrap();
    let mut bytes = zip.finish().unwrap().into_inner();
    // The flag of an encrypted part, in its own head and in the package's list.
    for (signature, at) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let start = bytes.windows(4).position(|part| part == signature).unwrap();
        bytes[start + at] |= 1;
    }
    assert_eq!(refused(&bytes).code, "password");
}

#[test]
fn ten_thousand_rows_are_read_in_seconds() {
    let head = ["요구사항 분류", "요구사항 고유번호", "요구사항 명칭", "세부내용", "산출정보"].map(Cell::text).to_vec();
    let row = |at: usize| {
        let number = format!("SFR-{at:05}");
        let details = format!("• {at}번째 자료를 3초 이내에 조회하여야 함\n• 결과를 내려받을 수 있어야 함");
        ["기능", &number, "자료 조회", &details, "설계서"].map(Cell::text).to_vec()
    };
    let rows = std::iter::once(head).chain((1..=10_000).map(row)).collect();
    let table = [Piece::Table(String::new(), rows)];
    for (name, make) in MAKERS {
        let file = make(&table);
        let start = Instant::now();
        let reading = read(&file);
        assert_eq!(reading.document.requirements.len(), 10_000, "{name}");
        assert_eq!(reading.document.requirements[9_999].number, "SFR-10000", "{name}");
        // A debug build on a busy machine; a release build takes a tenth.
        assert!(start.elapsed().as_secs() < 120, "{name}: {:?}", start.elapsed());
    }
}

#[test]
fn cells_and_merges_beyond_any_sheet_are_capped() {
    let cell =
        |place: &str, text: &str| format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{}</t></is></c>", escaped(text));
    // One cell a row, each further right: as a grid it would have millions of places.
    let slope: String = (0..3_000)
        .map(|at| format!("<row r=\"{}\">{}</row>", at + 1, cell(&format!("{}{}", letters(at), at + 1), "값")))
        .collect();
    assert!(survives(&workbook(&slope, "")).unwrap().unread.iter().any(|one| one.code == "wide-table"));
    let corners =
        format!("<row r=\"1\">{}</row><row r=\"1048576\">{}</row>", cell("A1", "가"), cell("XFD1048576", "나"));
    survives(&workbook(&corners, "<mergeCell ref=\"A1:XFD1048576\"/>")).unwrap();
    for merge in ["A1", "B2:A1", "A0:B0", "ZZZZ1:A2", ":", "A1:B99999999999999999999", "A1:A1"] {
        survives(&workbook(&corners, &format!("<mergeCell ref=\"{merge}\"/>"))).unwrap();
    }
    for place in ["", "A", "1", "A0", "A-1", "ABCD1", "A1048577", "가1"] {
        survives(&workbook(&format!("<row r=\"x\">{}</row>{}", cell(place, "값"), cell("A1", "값")), ""));
    }
    for value in ["99999", "-1", "", "1e999", "x"] {
        survives(&workbook(
            &format!("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>{value}</v></c><c><v>{value}</v></c></row>"),
            "",
        ));
    }
}

#[test]
fn the_text_of_a_sheet_is_what_it_shows() {
    let rows = "<row r=\"1\"><c r=\"A1\"><v>0.30000000000000004</v></c><c r=\"B1\" t=\"b\"><v>1</v></c>\
                <c r=\"C1\" t=\"str\"><f>A1</f><v>결과</v></c><c r=\"D1\" t=\"e\"><v>#N/A</v></c></row>\
                <row><c t=\"inlineStr\"><is><r><t>앞</t></r><rPh><t>숨김</t></rPh><r><t>_x0041_뒤</t></r></is></c></row>";
    let transcript = transcribe(&workbook(rows, ""), &Assets::builtin()).unwrap();
    let text = transcript.text();
    for line in ["[시트1!A1] 0.3", "[시트1!B1] TRUE", "[시트1!C1] 결과", "[시트1!D1] #N/A", "[시트1!A2] 앞A뒤"]
    {
        assert!(text.lines().any(|own| own == line), "{line}: {text}");
    }
}

#[test]
fn what_was_struck_out_is_not_read_and_what_was_put_in_is() {
    let body = "<d><w:p><w:r><w:t>남은 글</w:t></w:r><w:del><w:r><w:delText>지운 글</w:delText></w:r></w:del>\
                <w:ins><w:r><w:t> 넣은 글</w:t></w:r></w:ins></w:p><w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>지운 행</w:t></w:r></w:p></w:tc></w:tr>\
                <w:tr><w:tc><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>숨긴 글</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>보이는 글</w:t></w:r></w:p></w:tc></w:tr></w:tbl></d>";
    let text = transcribe(&package(&[("word/document.xml", body)]), &Assets::builtin()).unwrap().text().to_owned();
    assert!(text.contains("남은 글 넣은 글") && text.contains("보이는 글"), "{text}");
    assert!(!text.contains("지운") && !text.contains("숨긴"), "{text}");
    let section = "<s><p><run><t>남은 글<deleteBegin/>지운 글<deleteEnd/> 끝</t></run></p></s>";
    let text =
        transcribe(&package(&[("Contents/section0.xml", section)]), &Assets::builtin()).unwrap().text().to_owned();
    assert!(text.contains("남은 글 끝") && !text.contains("지운"), "{text}");
}

#[test]
fn a_number_that_word_counts_is_the_requirements_number() {
    let numbering = "<n><w:abstractNum w:abstractNumId=\"7\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"3\"/><w:numFmt w:val=\"custom\" w:format=\"001, 002, 003, ...\"/>\
                     <w:lvlText w:val=\"SFR-%1\"/></w:lvl></w:abstractNum><w:num w:numId=\"2\"><w:abstractNumId w:val=\"7\"/></w:num></n>";
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let counted =
        "<w:tc><w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"2\"/></w:numPr></w:pPr></w:p></w:tc>";
    let form = format!(
        "<w:tbl><w:tr>{}{counted}</w:tr><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
        cell("요구사항 고유번호"),
        cell("요구사항 명칭"),
        cell("접수"),
        cell("세부내용"),
        cell("접수하여야 함"),
    );
    let body = format!("<d>{form}<w:p/>{form}</d>");
    let reading = read(&package(&[("word/document.xml", &body), ("word/numbering.xml", numbering)]));
    let numbers: Vec<&str> = reading.document.requirements.iter().map(|one| one.number.as_str()).collect();
    assert_eq!(numbers, ["SFR-003", "SFR-004"]);
}

#[test]
fn kinds_are_known_by_their_extension() {
    assert_eq!(Office::from_extension("HWPX"), Some(Office::Hwpx));
    assert_eq!(Office::from_extension("xlsm"), Some(Office::Xlsx));
    assert_eq!(Office::from_extension("hwp"), None);
}
