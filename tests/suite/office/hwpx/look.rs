//! What a reader of the document sees and can use: headings, contents, lists, tables, links.

use balju::block::{Block, Inline, plain};
use balju::{Assets, Document, Format, Options, Settings, write};

use super::faults::{faults, parameter};
use super::part::{Node, Package};
use super::{HEADER, SECTION, package};
use crate::common::{FULL, SMALL, catalog, document, made, profile};

/// The section of a document with its header.
fn parts(document: &Document) -> (Node, Node) {
    let package = package(document);
    (Node::parse(package.text(HEADER)), Node::parse(package.text(SECTION)))
}

/// The paragraph shape or character shape that something refers to.
fn shape<'a>(header: &'a Node, list: &str, id: &str) -> &'a Node {
    header.all(list)[0].elements().find(|node| node.attribute("id") == id).unwrap()
}

fn style_name(header: &Node, paragraph: &Node) -> String {
    shape(header, "hh:styles", paragraph.attribute("styleIDRef")).attribute("name").to_owned()
}

fn heading_of<'a>(header: &'a Node, paragraph: &Node) -> &'a Node {
    shape(header, "hh:paraProperties", paragraph.attribute("paraPrIDRef")).child("hh:heading")
}

#[test]
fn headings_are_outline_headings_whose_numbers_are_not_in_their_text() {
    let document = document(FULL);
    let (header, section) = parts(&document);
    let mut expected = Vec::new();
    for section in document.sections.iter().filter(|section| section.title.is_some()) {
        expected.push((0, plain(section.title.as_ref().unwrap())));
        for block in &section.blocks {
            if let Block::Heading { level, content } = block {
                expected.push((usize::from(*level) - 2, plain(content)));
            }
        }
    }
    let mut found = Vec::new();
    for paragraph in section.elements() {
        let heading = heading_of(&header, paragraph);
        let level = heading.number("level");
        if heading.attribute("type") == "OUTLINE" {
            assert_eq!(style_name(&header, paragraph), format!("개요 {}", level + 1));
            let lines = shape(&header, "hh:paraProperties", paragraph.attribute("paraPrIDRef"));
            assert_eq!(lines.child("hh:breakSetting").attribute("keepWithNext"), "1");
            found.push((level, paragraph.said()));
        }
    }
    assert!(found.iter().any(|(level, _)| *level == 1));
    assert_eq!(expected, found);
    let outline = section.all("hp:secPr")[0].attribute("outlineShapeIDRef");
    assert_eq!(shape(&header, "hh:numberings", outline).elements().next().unwrap().said(), "^1.");
}

#[test]
fn the_title_has_a_page_and_the_contents_lead_to_every_section() {
    let document = document(FULL);
    let (header, section) = parts(&document);
    let paragraphs: Vec<&Node> = section.elements().collect();
    assert_eq!(style_name(&header, paragraphs[1]), "제목");
    let begins: Vec<usize> = (0..paragraphs.len()).filter(|at| paragraphs[*at].attribute("pageBreak") == "1").collect();
    let [contents, body, ..] = begins[..] else { panic!("{begins:?}") };
    assert_eq!(paragraphs[contents].said(), "목차");
    let mut led = Vec::new();
    for entry in &paragraphs[contents + 1..body] {
        assert_eq!(style_name(&header, entry), "차례 1");
        let field = entry.all("hp:fieldBegin")[0];
        assert_eq!(parameter(field, "Category"), "HWPHYPERLINK_TYPE_HWP");
        led.push((parameter(field, "Command"), entry.said()));
    }
    let titled = document.sections.iter().filter(|section| section.title.is_some());
    let expected: Vec<(String, String)> =
        titled.map(|section| (format!("?{};0;0;0;", section.id), plain(section.title.as_ref().unwrap()))).collect();
    assert_eq!(led, expected);
    // The page has the project's name above and its number below, but for the title's.
    let page = section.elements().next().unwrap();
    assert_eq!(page.all("hp:header")[0].child("hp:subList").said(), plain(&document.title));
    assert!(page.all("hp:pageNum")[0].attribute("pos").starts_with("BOTTOM"));
    let shown = page.all("hp:visibility")[0];
    for name in ["hideFirstHeader", "hideFirstFooter", "hideFirstPageNum"] {
        assert_eq!(shown.attribute(name), "1");
    }
    let size = page.all("hp:pagePr")[0];
    assert_eq!((size.attribute("width"), size.attribute("height")), ("59528", "84186"));
    let margin = size.child("hp:margin");
    assert_eq!(margin.number("top") + margin.number("header"), 5669, "20 mm");
    assert!(section.all("hp:tbl").iter().all(|table| table.child("hp:sz").attribute("width") == "48190"), "170 mm");
}

#[test]
fn items_have_real_bullets_and_numbers_by_level() {
    let mut document = document(SMALL);
    let paragraph = |text: &str| Block::Paragraph(vec![Inline::Text(text.to_owned())]);
    let list = |ordered, items: Vec<Vec<Block>>| Block::List { ordered, items };
    document.sections[1].blocks = vec![
        list(false, vec![vec![paragraph("a"), list(false, vec![vec![paragraph("b")]]), paragraph("c")]]),
        list(true, vec![vec![paragraph("d")], vec![paragraph("e"), list(true, vec![vec![paragraph("f")]])]]),
        list(true, vec![vec![paragraph("g")]]),
    ];
    let (header, section) = parts(&document);
    let head = |text: &str| {
        let paragraph = section.elements().find(|paragraph| paragraph.said() == text).unwrap();
        let heading = heading_of(&header, paragraph);
        ["type", "idRef", "level"].map(|name| heading.attribute(name).to_owned())
    };
    assert_eq!(head("a"), ["BULLET", "1", "0"]);
    assert_eq!(head("b"), ["BULLET", "2", "1"]);
    assert_eq!(head("c"), ["NONE", "0", "0"]);
    assert_eq!(head("d"), head("e"));
    assert_eq!([head("d"), head("f"), head("g")].map(|[kind, ..]| kind), ["NUMBER"; 3]);
    // Each list counts from 1.
    assert!(head("d")[1] != head("f")[1] && head("d")[1] != head("g")[1]);
    let detail = plain(&document.requirements[0].details[0]).replace("기본값", "");
    let item =
        section.all("hp:p").into_iter().find(|paragraph| paragraph.said().replace("기본값", "") == detail).unwrap();
    assert_eq!(heading_of(&header, item).attribute("type"), "BULLET");
}

#[test]
fn head_rows_repeat_and_only_tables_that_may_break_stand_beside_the_text() {
    let (_, section) = parts(&document(FULL));
    let mut kinds = [0; 3];
    for table in section.all("hp:tbl") {
        let heads: Vec<bool> = table
            .elements()
            .filter(|node| node.name == "hp:tr")
            .map(|row| row.elements().all(|cell| cell.attribute("header") == "1"))
            .collect();
        let first = heads.iter().take_while(|head| **head).count();
        assert_eq!(first, heads.iter().filter(|head| **head).count(), "head rows come first");
        assert_eq!(table.attribute("repeatHeader") == "1", first > 0);
        assert!(first < heads.len(), "only head rows");
        let inline = table.child("hp:pos").attribute("treatAsChar") == "1";
        let kind = ["NONE", "TABLE", "CELL"].iter().position(|kind| *kind == table.attribute("pageBreak")).unwrap();
        assert_eq!(inline, kind == 0);
        kinds[kind] += 1;
        // What may not be broken has room on a page; 한글 would not draw the rest.
        assert!(kind != 0 || table.child("hp:sz").number("height") * 2 <= 84186, "half a page");
    }
    assert!(kinds.iter().all(|count| *count > 0), "{kinds:?}");
}

#[test]
fn labels_and_open_values_are_shaded() {
    let (header, section) = parts(&document(SMALL));
    let fill = |id| shape(&header, "hh:borderFills", id).all("hc:winBrush");
    let is_label = |cell: &&&Node| cell.said() == "요구사항 명칭";
    let cells = section.all("hp:tc");
    assert_eq!(
        fill(cells.iter().find(is_label).unwrap().attribute("borderFillIDRef"))[0].attribute("faceColor"),
        "#E8EDF4"
    );
    assert!(cells.iter().any(|cell| fill(cell.attribute("borderFillIDRef")).is_empty()));
    let ground = |text: &str| {
        let run = section.all("hp:run").into_iter().find(|run| run.said() == text).unwrap();
        shape(&header, "hh:charProperties", run.attribute("charPrIDRef"))
    };
    assert_eq!(ground("60분").attribute("shadeColor"), "#FFF4CE");
    assert_eq!(ground("기본값").all("hh:supscript").len(), 1);
    assert_eq!(ground("[확정 필요]").attribute("shadeColor"), "#FFD9D9");
}

#[test]
fn a_reference_leads_to_the_requirement_it_names() {
    let document = document(FULL);
    let (_, section) = parts(&document);
    let mut tables = 0;
    for paragraph in section.elements() {
        let (marks, found) = (paragraph.all("hp:bookmark"), paragraph.all("hp:tbl"));
        if let ([mark], [table]) = (marks.as_slice(), found.as_slice()) {
            let anchor = mark.attribute("name");
            let requirement = document.requirements.iter().find(|requirement| requirement.anchor == anchor).unwrap();
            assert!(table.all("hp:tc").iter().any(|cell| cell.child("hp:subList").said() == requirement.number));
            tables += 1;
        }
    }
    assert_eq!(tables, document.requirements.len());
    let references = document.requirements.iter().flat_map(|requirement| &requirement.related);
    let references = references.filter(|inline| matches!(inline, Inline::Reference { .. })).count();
    assert!(references > 0 && section.all("hp:fieldBegin").len() > references);
}

#[test]
fn labels_break_between_words_and_a_break_is_a_break() {
    let mut document = document(SMALL);
    document.sections[1].blocks =
        vec![Block::Paragraph(vec![Inline::Text("위".to_owned()), Inline::Break, Inline::Text("아래".to_owned())])];
    let (_, section) = parts(&document);
    assert!(section.elements().any(|paragraph| paragraph.said() == "위\n아래"));
    let labels: Vec<String> = section.all("hp:tc").iter().map(|cell| cell.said()).collect();
    assert!(labels.iter().any(|label| label == "요구사항\n상세설명"), "too long for its column");
    assert!(labels.iter().any(|label| label == "요구사항 고유번호"), "fits");
    // What breaks at words in 한글, against its name.
    let (header, _) = parts(&document);
    let breaks = header.all("hh:breakSetting");
    assert!(breaks.iter().all(|node| node.attribute("breakNonLatinWord") == "BREAK_WORD"));
}

#[test]
fn an_agency_may_bring_its_own_look() {
    let mut assets = Assets::builtin();
    let style = assets.text("style/style.toml").replace("맑은 고딕", "함초롬<바탕>").replace("E8EDF4", "ABCDEF");
    let style = style.replace("left = 20.0", "left = 30.0").replace("{title}", "공고 {title} & 부록");
    assert!(assets.replace([("style/style.toml".to_owned(), style)]).is_empty());
    let document = document(SMALL);
    let bytes = write(&document, Format::Hwpx, &assets, &Settings::default()).unwrap();
    let package = Package::read(&bytes);
    let (header, section) = (Node::parse(package.text(HEADER)), Node::parse(package.text(SECTION)));
    assert_eq!(header.all("hh:font")[0].attribute("face"), "함초롬<바탕>");
    assert_eq!(header.all("hc:winBrush")[0].attribute("faceColor"), "#ABCDEF");
    assert_eq!(section.all("hp:pagePr")[0].child("hp:margin").attribute("left"), "8504");
    assert_eq!(
        section.all("hp:header")[0].child("hp:subList").said(),
        format!("공고 {} & 부록", plain(&document.title))
    );
    assert_eq!(faults(package.text(HEADER), package.text(SECTION)), [""; 0]);
}

#[test]
fn a_long_requirement_begins_a_page_with_the_headings_over_it() {
    let (header, section) = parts(&document(FULL));
    let paragraphs: Vec<&Node> = section.elements().collect();
    let is_heading = |at: usize| heading_of(&header, paragraphs[at]).attribute("type") == "OUTLINE";
    let (mut begun, mut below) = (0, 0);
    for at in 1..paragraphs.len() {
        let begins = paragraphs[at].attribute("pageBreak") == "1";
        assert!(!begins || !is_heading(at - 1), "a heading is left behind: {}", paragraphs[at - 1].said());
        let Some(table) = paragraphs[at].all("hp:tbl").into_iter().next() else { continue };
        let height = table.child("hp:sz").number("height");
        // Caption, and the headings right above it.
        let first = (1..at - 1).rev().take_while(|above| is_heading(*above)).last().unwrap_or(at - 1);
        let is_requirement = |at: usize| paragraphs[at].all("hp:bookmark").len() == 1;
        if !is_requirement(at) || height * 2 <= 72_848 {
            continue;
        }
        if paragraphs[first].attribute("pageBreak") == "1" {
            begun += 1;
        } else {
            // It stands below the tail of a requirement over more than a page.
            let above = paragraphs[first - 1];
            assert!(!above.all("hp:tbl").is_empty() && is_requirement(first - 1), "{}", paragraphs[at - 1].said());
            below += 1;
        }
    }
    assert!(begun > 30 && below > 10, "{begun} {below}");
}

/// Width of a word, hundredths of its letters' height, rather too much: bold letters of 한글's fonts.
fn width(word: &str) -> usize {
    let of = |c: char| match c {
        '(' | ')' | ',' | '.' | '-' | '/' | ':' => 33,
        'A'..='Z' => 67,
        '\u{0}'..='\u{10ff}' => 59,
        _ => 100,
    };
    word.chars().map(of).sum()
}

#[test]
fn no_label_is_broken_within_a_word() {
    const LABEL: &str = "3";
    let mut broken = Vec::new();
    for (name, document) in crate::office::documents() {
        let (header, section) = parts(document);
        for cell in section.all("hp:tc").into_iter().filter(|cell| cell.attribute("borderFillIDRef") == LABEL) {
            let margin = cell.child("hp:cellMargin");
            let sides = margin.number("left") + margin.number("right");
            let room = cell.child("hp:cellSz").number("width") - sides;
            // The mark of a default is small and may stand on the next line.
            let runs = cell.all("hp:run").into_iter();
            let runs = runs.map(|run| (shape(&header, "hh:charProperties", run.attribute("charPrIDRef")), run));
            let mut runs: Vec<_> = runs.filter(|(letters, _)| letters.all("hh:supscript").is_empty()).collect();
            let Some((letters, _)) = runs.first() else { continue };
            let height = letters.number("height");
            let text: String = runs.drain(..).map(|(_, run)| run.said()).collect();
            let words = text.split_whitespace().filter(|word| width(word) * height / 100 > room);
            broken.extend(words.map(|word| format!("{name}: {word}")));
        }
    }
    assert_eq!(broken, [""; 0]);
}

/// How many lines a text makes at least where syllables are as wide as high, spaces half, and all else a third.
fn lines(text: &str, room: usize, height: usize) -> usize {
    let of = |c: char| match c {
        ' ' => 50,
        '가'..='힣' => 100,
        _ => 31,
    };
    let width = |text: &str| text.chars().map(of).sum::<usize>() * height / 100;
    let (mut lines, mut used) = (1, 0);
    for word in text.split(' ') {
        if used > 0 && used + width(" ") + width(word) > room {
            (lines, used) = (lines + 1, 0);
        }
        used += width(word) + if used > 0 { width(" ") } else { 0 };
    }
    lines
}

#[test]
fn rows_are_as_high_as_their_text() {
    let short = Options { layout: Some("short".to_owned()), ..Options::default() };
    let short = made(&profile(FULL), &catalog(), &short).unwrap();
    let (mut low, mut cells) = (Vec::new(), 0);
    let documents = crate::office::documents().iter().map(|(name, document)| (name.as_str(), document));
    for (name, document) in documents.chain([("short", &short)]) {
        let (header, section) = parts(document);
        let alone = |cell: &&Node| cell.child("hp:cellSpan").attribute("rowSpan") == "1";
        for cell in section.all("hp:tc").into_iter().filter(alone) {
            let (size, margin) = (cell.child("hp:cellSz"), cell.child("hp:cellMargin"));
            let room = size.number("width") - margin.number("left") - margin.number("right");
            let mut needed = margin.number("top") + margin.number("bottom");
            for paragraph in cell.all("hp:p") {
                let shape_of = |run: &Node| shape(&header, "hh:charProperties", run.attribute("charPrIDRef"));
                // What is no letter, such as the begin of a link, takes room in the line as letters do.
                let heights = paragraph.all("hp:run").into_iter().map(|run| shape_of(run).number("height"));
                let height = heights.max().unwrap_or_default();
                // The mark of a default is small.
                let whole = |run: &&Node| shape_of(run).all("hh:supscript").is_empty();
                let said: String = paragraph.all("hp:run").into_iter().filter(whole).map(Node::said).collect();
                let lines: usize = said.split('\n').map(|line| lines(line, room, height)).sum();
                let spacing = shape(&header, "hh:paraProperties", paragraph.attribute("paraPrIDRef"));
                needed += lines * height * spacing.all("hh:lineSpacing")[0].number("value") / 100;
            }
            cells += 1;
            if needed > size.number("height") {
                low.push(format!("{name}: {needed} in {}: {}", size.number("height"), cell.said()));
            }
        }
    }
    assert!(low.is_empty(), "{}: {:.2000}", low.len(), low.join("\n"));
    assert!(cells > 10_000, "{cells}");
}
