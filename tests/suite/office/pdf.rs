//! PDF: without the feature, how to get it; with it, what the file says of itself and its text.
//!
//! With the feature the tests want a font with Hangul (fonts-nanum) and `pdftotext` (poppler-utils).

#[cfg(not(feature = "pdf"))]
#[test]
fn without_the_feature_it_says_how_to_get_it() {
    use balju::writer::Settings;
    use balju::{Assets, Format, write};

    let document = super::documents()[0].1.clone();
    let fault = write(&document, Format::Pdf, &Assets::builtin(), &Settings::default()).unwrap_err();
    assert_eq!(fault.code, "no-pdf");
    let hint = fault.hint.unwrap();
    assert!(hint.contains("cargo build --release --features pdf"), "{hint}");
    assert!(hint.contains(".docx") && hint.contains(".hwpx") && hint.contains(".html"), "{hint}");
}

#[cfg(feature = "pdf")]
mod built {
    use std::path::Path;
    use std::process::Command;
    use std::sync::LazyLock;

    use balju::block::{Inline, plain};
    use balju::diagnostic::Diagnostic;
    use balju::writer::Settings;
    use balju::{Assets, Document, Format, write};

    use crate::office::{documents, hostile_texts, shown};

    const FOLDERS: [&str; 3] =
        ["/usr/share/fonts/truetype/nanum", "/usr/share/fonts/opentype/noto", "/usr/local/share/fonts"];
    const NAMES: [&str; 4] =
        ["NanumGothic.ttf", "NanumGothicBold.ttf", "NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc"];

    /// Of the system's fonts the first with a usual name: regular and bold.
    static FONTS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
        let paths = FOLDERS.iter().flat_map(|folder| NAMES.map(|name| Path::new(folder).join(name)));
        let fonts: Vec<_> = paths.filter_map(|path| std::fs::read(path).ok()).take(2).collect();
        assert!(!fonts.is_empty(), "no font with Hangul: install fonts-nanum or fonts-noto-cjk");
        fonts
    });

    /// The longest example.
    static LONGEST: LazyLock<Vec<u8>> = LazyLock::new(|| pdf(&document("civil-service-portal, rfp"), &FONTS).unwrap());

    fn pdf(document: &Document, fonts: &[Vec<u8>]) -> Result<Vec<u8>, Diagnostic> {
        let settings = Settings { fonts: fonts.to_vec(), ..Settings::default() };
        write(document, Format::Pdf, &Assets::builtin(), &settings)
    }

    fn document(name: &str) -> Document {
        documents().iter().find(|(own, _)| own == name).unwrap().1.clone()
    }

    /// What a program of poppler-utils prints of a PDF.
    fn printed(program: &str, arguments: &[&str], pdf: &[u8]) -> String {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.pdf");
        std::fs::write(&path, pdf).unwrap();
        let mut command = Command::new(program);
        command.args(arguments).arg(&path);
        if program == "pdftotext" {
            command.arg("-");
        }
        let out = command.output().unwrap_or_else(|error| panic!("{program} (poppler-utils): {error}"));
        // What poppler 22 says of things that are right: "/Suspects false", a colour for each edge
        // (ISO 32000-1, table 344).
        let known = ["Suspects object is wrong type", "Attribute BorderColor value is of wrong type (array)"];
        let said = String::from_utf8_lossy(&out.stderr);
        let complaint = said.lines().find(|line| !known.iter().any(|known| line.contains(known)));
        assert!(out.status.success() && complaint.is_none(), "{said}");
        // Titles of headings are printed as the bytes that the file holds.
        String::from_utf8_lossy(&out.stdout).into_owned()
    }

    /// The text of each page without header, footer and spaces.
    fn pages(pdf: &[u8]) -> Vec<String> {
        let text = printed("pdftotext", &["-raw", "-x", "0", "-y", "56", "-W", "595", "-H", "730"], pdf);
        let mut pages: Vec<String> = text.split('\u{c}').map(bare).collect();
        // Each page ends with a form feed.
        pages.pop();
        pages
    }

    fn bare(text: &str) -> String {
        text.chars().filter(|c| !c.is_whitespace()).collect()
    }

    /// Whether a text stands on a page, or begins at the end of one and goes on on the next.
    fn holds(pages: &[String], text: &str) -> bool {
        let goes_on = |two: &[String]| {
            let cuts = text.char_indices().map(|(at, _)| at).skip(1);
            cuts.into_iter().any(|at| two[0].ends_with(&text[..at]) && two[1].contains(&text[at..]))
        };
        pages.iter().any(|page| page.contains(text)) || pages.windows(2).any(goes_on)
    }

    #[test]
    fn the_text_of_all_requirements_is_in_it() {
        for (name, bytes) in [
            ("civil-service-portal, rfp", LONGEST.clone()),
            ("records-monolith, task", pdf(&document("records-monolith, task"), &FONTS).unwrap()),
        ] {
            let document = document(name);
            let pages = pages(&bytes);
            for requirement in &document.requirements {
                assert!(holds(&pages, &requirement.number), "{name}: {}", requirement.number);
                for content in requirement.contents() {
                    let text = bare(&shown(content));
                    assert!(holds(&pages, &text), "{name}, {}: {text}", requirement.number);
                }
            }
            for title in document.sections.iter().filter_map(|section| section.title.as_ref()) {
                assert!(holds(&pages, &bare(&plain(title))), "{name}: {}", plain(title));
            }
        }
    }

    #[test]
    fn it_says_that_it_is_archivable_and_accessible() {
        let document = document("open-api-gateway, rfp");
        let bytes = pdf(&document, &FONTS).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.starts_with("%PDF-1.7"));
        for part in ["<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<", &plain(&document.title)] {
            assert!(text.contains(part), "{part}");
        }
        assert!(!text.contains("Typst"));
    }

    #[test]
    fn the_same_document_is_the_same_bytes() {
        let document = document("open-api-gateway, proposal");
        assert!(pdf(&document, &FONTS).unwrap() == pdf(&document, &FONTS).unwrap());
    }

    #[test]
    fn every_kind_of_document_is_a_file() {
        // All of all examples take minutes without optimisation: tests/office/run reads those.
        let few = |name: &str| name.starts_with("open-api-gateway") || name.ends_with("diagnosis");
        for (name, document) in documents().iter().filter(|(name, _)| few(name)) {
            let bytes = pdf(document, &FONTS).unwrap_or_else(|fault| panic!("{name}: {fault:?}"));
            assert!(bytes.len() > 10_000, "{name}");
        }
    }

    #[test]
    fn without_a_font_it_names_fonts() {
        let fault = pdf(&document("open-api-gateway, rfp"), &[]).unwrap_err();
        assert_eq!(fault.code, "no-font");
        let hint = fault.hint.unwrap();
        for name in ["fonts-nanum", "fonts-noto-cjk", "Pretendard", "--font-dir"] {
            assert!(hint.contains(name), "{hint}");
        }
    }

    #[test]
    fn nothing_is_set_off_the_page_and_no_page_is_all_but_empty() {
        // What a page cannot hold typst sets over its end, where nobody sees it.
        let boxes = printed("pdftotext", &["-bbox"], &LONGEST);
        let (mut page, mut words) = (0, 0);
        for line in boxes.lines().map(str::trim) {
            if line.starts_with("<page ") {
                page += 1;
            }
            let Some(word) = line.strip_prefix("<word ") else { continue };
            let value = |name: &str| -> f64 {
                let (_, rest) = word.split_once(&format!("{name}=\"")).unwrap();
                rest.split_once('"').unwrap().0.parse().unwrap()
            };
            words += 1;
            let (left, right, bottom) = (value("xMin"), value("xMax"), value("yMax"));
            let is_footer = value("yMin") > 790.0 && left > 260.0 && right < 340.0;
            // The empty half of a bracket at the beginning of a line stands in the margin.
            assert!(left > 50.0 && right < 541.0, "page {page}: {line}");
            assert!(bottom < 790.0 || is_footer, "page {page}: {line}");
        }
        assert!(page > 100 && words > 10_000, "{page} pages, {words} words");
        for (at, page) in pages(&LONGEST).iter().enumerate() {
            assert!(page.chars().count() > 60, "page {}: {page}", at + 1);
        }
    }

    #[test]
    fn the_contents_lead_to_the_pages_of_the_headings() {
        let document = document("civil-service-portal, rfp");
        let pages = pages(&LONGEST);
        let contents = printed("pdftotext", &["-layout", "-f", "2", "-l", "2"], &LONGEST);
        let mut found = 0;
        for title in document.sections.iter().filter_map(|section| section.title.as_ref()) {
            let title = bare(&plain(title));
            let line = contents.lines().map(bare).find(|line| line.starts_with(&format!("{title}.")));
            let line = line.unwrap_or_else(|| panic!("{title}: {contents}"));
            // A word joiner keeps the number at its dots.
            let number = line.trim_start_matches(&title).trim_start_matches(['.', '\u{2060}']);
            let number: usize = number.parse().unwrap_or_else(|_| panic!("{line}"));
            assert!(pages[number - 1].contains(&title), "{line}");
            found += 1;
        }
        assert!(found > 20, "{found}");
        let text = String::from_utf8_lossy(&LONGEST);
        assert!(text.contains("/Outlines"), "no bookmarks");
    }

    #[test]
    fn its_structure_is_tagged() {
        let tags = printed("pdfinfo", &["-struct"], &LONGEST);
        for tag in ["Document", "H1", "H2", "P", "Table", "TR", "TH", "TD", "L", "LI", "Figure", "Caption", "TOC"] {
            let is_it = |line: &str| line.split([' ', ':']).find(|word| !word.is_empty()) == Some(tag);
            assert!(tags.lines().any(is_it), "{tag}");
        }
        let info = printed("pdfinfo", &[], &LONGEST);
        let line = |name: &str| info.lines().find(|line| line.starts_with(name)).unwrap_or_default().to_owned();
        assert!(line("Tagged:").ends_with("yes") && line("Page size:").contains("A4"), "{info}");
        assert!(line("Title:").ends_with(&plain(&document("civil-service-portal, rfp").title)), "{info}");
    }

    #[test]
    fn text_that_would_act_is_text() {
        let mut document = document("open-api-gateway, rfp");
        let acting = [
            "#panic() #eval(1) *굵게* _기울임_ $x$ <a> @ref \"따옴표\" \\n \\ // 글 = 가",
            "/* 글 */ [[글]] [#글] `글` ~ -- --- ... 글 + 글 / 글: 글",
            "= 글",
            "- 글",
            "+ 글",
            "/ 글: 글",
            "#글",
            "https://example.go.kr/글",
        ];
        let texts: Vec<String> = acting.map(str::to_owned).into_iter().chain(hostile_texts()).collect();
        // What the fonts here do not have is refused: another test.
        let is_strange = |text: &str| text.contains(|c: char| c == '\u{119e}' || c > '\u{ffff}');
        let mut texts: Vec<String> = texts.into_iter().filter(|text| !is_strange(text)).collect();
        texts.push("가\u{1}나\u{202e}다\u{202c}\n라".to_owned());
        assert!(document.requirements.len() > texts.len());
        for (requirement, text) in document.requirements.iter_mut().zip(&texts) {
            requirement.title = vec![Inline::Text(text.chars().take(60).collect())];
            requirement.details = vec![vec![Inline::Text(text.clone())], vec![Inline::Code(text.clone())]];
        }
        let pages = pages(&pdf(&document, &FONTS).unwrap());
        // Direction marks are no text; what is written from right to left is read as it looks.
        let directed = |text: &str| text.contains(['\u{202e}', '\u{202c}']);
        for text in texts.iter().filter(|text| text.len() < 1000 && !directed(text)) {
            assert!(holds(&pages, &bare(text)), "{text}");
        }
        let all = pages.concat();
        let count = all.matches('가').count();
        assert!(count >= 2 * 32_768, "{count}");
        assert!(all.matches("긴글").count() >= 40_000);
    }

    #[test]
    fn a_character_without_a_font_is_no_box() {
        let mut document = document("open-api-gateway, rfp");
        document.requirements[0].title = vec![Inline::Text("글 \u{1F469}\u{10FFFD}".to_owned())];
        let fault = pdf(&document, &FONTS).unwrap_err();
        assert_eq!(fault.code, "no-glyph");
        assert!(fault.message.contains("U+1F469"), "{}", fault.message);
    }
}
