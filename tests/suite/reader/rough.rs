//! Hostile and broken files: read to the end, quickly, every place within the file.

use balju::check::Manuscript;
use balju::reader::{Kind, Reading, dump, read};

/// Reads a text as both kinds and looks at every place of the reading.
fn survives(text: &str) -> Vec<Reading> {
    let read_as = |kind| read(text, kind).ok();
    let readings: Vec<Reading> = [Kind::Html, Kind::Markdown].into_iter().filter_map(read_as).collect();
    for reading in &readings {
        for span in reading.spans.values().chain(reading.unread.iter().filter_map(|d| d.span.as_ref())) {
            assert!(text.get(span.clone()).is_some(), "{span:?} of {}", text.len());
        }
        let manuscript = Manuscript::of_reading(reading);
        for passage in &manuscript.passages {
            assert!(reading.spans.contains_key(&passage.place), "{:?} {}", passage.place, passage.text);
        }
        assert!(!dump(reading, text).is_empty());
    }
    readings
}

const FORM: &str =
    "<table><tr><td>요구사항 고유번호<td>SFR-001<tr><td>명칭<td>접수<tr><td>세부내용<td>○ 접수하여야 함</table>";

#[test]
fn a_form_cut_anywhere_is_read_without_a_fault() {
    for end in (0..FORM.len()).filter(|end| FORM.is_char_boundary(*end)) {
        survives(&FORM[..end]);
        survives(&FORM[end..]);
    }
}

#[test]
fn spans_beyond_any_table_are_capped_and_named() {
    survives(&FORM.replace("<td>SFR-001", "<td colspan=999999999 rowspan=999999999>SFR-001"));
    let text = FORM.replace("<td>SFR-001", "<td colspan=999999999>SFR-001");
    let readings = survives(&text);
    assert_eq!(readings[0].document.requirements[0].number, "SFR-001");
    assert!(readings[0].unread.iter().any(|d| d.code == "wide-table"));
    let wide = format!("<table><tr>{}", "<td>칸".repeat(1000));
    let readings = survives(&wide);
    assert!(readings[0].unread.iter().any(|d| d.code == "wide-table"));
    assert!(dump(&readings[0], &wide).contains("표 1"));
    let text: String = Manuscript::of_reading(&readings[0]).passages.iter().map(|p| p.text.as_str()).collect();
    assert_eq!(text.matches('칸').count(), 1000, "no cell is lost");
}

#[test]
fn deep_nesting_is_no_fault() {
    for tag in ["div", "table><tr><td", "ul><li", "sup", "blockquote", "svg"] {
        survives(&format!("{}글", format!("<{tag}>").repeat(5_000)));
    }
    survives(&format!("{} 글", ">".repeat(5_000)));
    let text = format!("{}{FORM}", "<table><tr><td>".repeat(5_000));
    assert!(survives(&text)[0].unread.iter().any(|d| d.code == "deep-table"));
}

#[test]
fn null_bytes_controls_and_private_characters_are_shown_not_kept() {
    let text = FORM.replace("접수하여야", "접\0수\u{1b}[2J하\u{E000}여야&#0;&#xD800;&#x110000;");
    for reading in survives(&text) {
        let dumped = dump(&reading, &text);
        assert!(!dumped.contains(['\0', '\u{1b}', '\u{E000}']), "{dumped}");
        assert!(dumped.contains('\u{FFFD}'));
    }
}

#[test]
fn what_is_lost_in_open_tags_is_named() {
    for text in ["글 <!-- 주석 ", "글 <script>글", "글 <style>글", "글 <td class=\"글", "글 <svg><text>글"] {
        let reading = read(text, Kind::Html).unwrap();
        assert!(reading.unread.iter().any(|d| d.code == "unclosed"), "{text}: {:?}", reading.unread);
    }
}

#[test]
fn a_file_without_text_is_an_error() {
    for text in ["", "\u{FEFF}", " \n\t", "<!-- x -->", "<html><head><title>x</title></head><body></body></html>"] {
        assert_eq!(read(text, Kind::Html).unwrap_err()[0].code, "empty-document", "{text}");
    }
}

#[test]
fn a_table_of_ten_thousand_rows_is_read_whole() {
    let rows: String = (0..10_000).map(|at| format!("<tr><td>SFR-{at:05}<td>기능 {at}<td>○ 하나<br>○ 둘")).collect();
    let text = format!("<table><tr><th>고유번호<th>요구사항 명칭<th>세부내용{rows}");
    let reading = read(&text, Kind::Html).unwrap();
    assert_eq!(reading.document.requirements.len(), 10_000);
    assert!(reading.document.requirements.iter().all(|requirement| requirement.details.len() == 2));
}

/// Time grows with the file, not faster: four times the file may take eight times as long.
#[test]
fn nothing_is_quadratic() {
    let shapes: [fn(usize) -> String; 12] = [
        |n| FORM.repeat(n),
        |n| format!("<table>{}", "<tr><td>세부내용<td>○ 하나<tr><td>고유번호<td>SFR-001".repeat(n)),
        |n| format!("<table><tr>{}{}", "<td rowspan=65000>글".repeat(99), "<tr>".repeat(n * 40)),
        |n| format!("<table><tr><td>고유번호<td>SFR-001<tr><td>세부내용<td>{}", "가를<br>".repeat(n * 9)),
        |n| format!("{FORM}{}", "<table><tr><td><td>○ 둘</table>".repeat(n)),
        |n| {
            format!(
                "{FORM}{}",
                "<table><tr><td>고유번호<td>명칭<td>상세설명<td>수용 여부<tr><td>S-01<td>가<td>나<td></table>"
                    .repeat(n)
            )
        },
        |n| format!("|a|b|\n|-|-|\n{}", "|x|y|\n".repeat(n * 5)),
        |n| "**글 *a _b `c [d](<e> <b>f\n".repeat(n * 3),
        |n| "### SFR-001 회원\n\n- 정의: 가\n- 나\n\n".repeat(n * 3),
        |n| format!("### SFR-001 회원\n\n{}", "- SFR-001-01 가\n- 산출정보\n".repeat(n * 5)),
        |n| format!("<table><tr><td>세부내용<td>{}", "○ 가 ".repeat(n * 20)),
        |n| "<a b='c' <d>&amp;<!-- -- ><li>가<sup>".repeat(n * 3),
    ];
    for (at, shape) in shapes.iter().enumerate() {
        let time = |n: usize| {
            let text = shape(n);
            let start = std::time::Instant::now();
            for kind in [Kind::Html, Kind::Markdown] {
                assert!(read(&text, kind).is_ok());
            }
            start.elapsed()
        };
        let (small, large) = (time(150), time(600));
        assert!(large < small * 8 + std::time::Duration::from_millis(200), "shape {at}: {small:?}, then {large:?}");
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]
    #[test]
    fn any_soup_of_tags_and_labels_is_read(pieces in proptest::collection::vec(proptest::sample::select(SOUP.to_vec()), 0..120)) {
        survives(&pieces.concat());
    }
}

/// What broken files are made of.
const SOUP: [&str; 65] = [
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td>",
    "</td>",
    "<th>",
    "<td colspan=2>",
    "<td rowspan=3>",
    "<tbody>",
    "</tbody>",
    "<caption>",
    "</caption>",
    "<ul>",
    "</ul>",
    "<li>",
    "</li>",
    "<p>",
    "</p>",
    "<br>",
    "<h2>",
    "</h2>",
    "<sup>",
    "</sup>",
    "기본값",
    "<code>",
    "</code>",
    "<svg>",
    "</svg>",
    "<pre>",
    "</pre>",
    "<!--",
    "-->",
    "요구사항 고유번호",
    "요구사항 명칭",
    "상세설명",
    "정의",
    "세부내용",
    "산출정보",
    "구분",
    "요구사항 수",
    "합계",
    "SFR-001",
    "CSR - 003",
    "12",
    "○ ",
    "- ",
    "1) ",
    "정의: ",
    "|",
    "\n|---|---|\n",
    "\n",
    "\r\n",
    "\n\n",
    "&nbsp;",
    "글",
    "\u{F0B7}",
    "# ",
    "### SFR-001 회원\n\n",
    "(SFR-002)",
    "요구사항 명칭: ",
    "(계속)",
    "ＳＦＲ－００１",
    "<dl><dt>",
    "<span style='mso-list:Ignore'>",
];
