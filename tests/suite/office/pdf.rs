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

    use crate::office::{documents, shown};

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

    fn pdf(document: &Document, fonts: &[Vec<u8>]) -> Result<Vec<u8>, Diagnostic> {
        let settings = Settings { fonts: fonts.to_vec(), ..Settings::default() };
        write(document, Format::Pdf, &Assets::builtin(), &settings)
    }

    fn document(name: &str) -> Document {
        documents().iter().find(|(own, _)| own == name).unwrap().1.clone()
    }

    /// The text of each page without header, footer and spaces.
    fn pages(name: &str, pdf: &[u8]) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.pdf");
        std::fs::write(&path, pdf).unwrap();
        let region = ["-x", "0", "-y", "56", "-W", "595", "-H", "730"];
        let out = Command::new("pdftotext").arg("-raw").args(region).arg(&path).arg("-").output();
        let out = out.unwrap_or_else(|error| panic!("pdftotext (poppler-utils): {error}"));
        assert!(out.status.success() && out.stderr.is_empty(), "{name}: {}", String::from_utf8_lossy(&out.stderr));
        let text = String::from_utf8(out.stdout).unwrap();
        text.split('\u{c}').map(bare).collect()
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
        for name in ["civil-service-portal, rfp", "records-monolith, task"] {
            let document = document(name);
            let pages = pages(name, &pdf(&document, &FONTS).unwrap());
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
        for (name, document) in documents() {
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
    fn text_that_would_act_is_text() {
        let mut document = document("open-api-gateway, rfp");
        let texts =
            ["#panic() *굵게* _기울임_ $x$ <a> @b \"따옴표\" \\n // 글 = 가", "<>&\"'", " 앞뒤  빈칸 ", "=SUM(A1)"];
        let long = ["가".repeat(32_768), "긴 글 ".repeat(5_000), "가\u{1}나\u{202e}다\u{202c}\n라".to_owned()];
        let texts = texts.into_iter().map(str::to_owned).chain(long);
        for (requirement, text) in document.requirements.iter_mut().zip(texts.clone()) {
            requirement.title = vec![Inline::Text(text.chars().take(60).collect())];
            requirement.details = vec![vec![Inline::Text(text.clone())], vec![Inline::Code(text)]];
        }
        let pages = pages("hostile", &pdf(&document, &FONTS).unwrap());
        for text in texts.take(4) {
            assert!(holds(&pages, &bare(&text)), "{text}");
        }
        let count = pages.iter().map(|page| page.matches('가').count()).sum::<usize>();
        assert!(count >= 2 * 32_768, "{count}");
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
