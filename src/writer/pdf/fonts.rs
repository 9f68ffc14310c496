//! The fonts to set a document with: the look's own where it is there, else the first with Hangul.

use std::collections::BTreeSet;

use typst::foundations::Bytes;
use typst::layout::Abs;
use typst::text::{Font, FontBook, FontFlags, FontVariations, is_default_ignorable};

use super::content::Content;
use crate::diagnostic::Diagnostic;
use crate::writer::office::style::Style;

/// A font that has these has Hangul.
const HANGUL: [char; 4] = ['가', '뷁', '힣', 'ㄱ'];
/// The Korean one of the fonts of a collection for several languages.
const KOREAN: &str = " KR";
/// Names of a font: of its family, in full, and of its family without weights.
const NAMES: [u16; 3] = [1, 4, 16];
/// The most characters that an error shows.
const SHOWN: usize = 5;

/// Fonts, and which of them sets what.
pub(super) struct Fonts {
    /// All of them: what one has not is looked for in the others.
    pub(super) all: Vec<Font>,
    /// Families of the text, best first.
    pub(super) body: Vec<String>,
    /// Families of headings.
    pub(super) heading: Vec<String>,
    /// Families of code.
    pub(super) code: Vec<String>,
}

impl Fonts {
    /// # Errors
    /// No font has Hangul.
    pub(super) fn new(files: &[Vec<u8>], style: &Style) -> Result<Self, Diagnostic> {
        let all: Vec<Font> = files.iter().flat_map(|file| Font::iter(Bytes::new(file.clone()))).collect();
        let with_hangul = |font: &&Font| HANGUL.iter().all(|c| font.info().coverage.contains(u32::from(*c)));
        let korean: Vec<&Font> = all.iter().filter(with_hangul).collect();
        let is_even = |font: &&&Font| !font.info().flags.contains(FontFlags::MONOSPACE);
        let first = korean.iter().find(is_even).or(korean.first()).ok_or_else(without_hangul)?;
        // Of a collection, the face for Korean.
        let of_file = korean.iter().filter(|font| font.data() == first.data());
        let first = of_file.clone().find(|font| font.info().family.ends_with(KOREAN)).unwrap_or(first);
        let first = first.info().family.clone();
        let fixed = |font: &&&Font| font.info().flags.contains(FontFlags::MONOSPACE);
        let fixed = korean.iter().find(fixed).map(|font| font.info().family.clone());
        let named = |name: &str| all.iter().find(|font| is_named(font, name)).map(|font| font.info().family.clone());
        let families = |wanted: Option<String>| -> Vec<String> {
            let mut out: Vec<String> = wanted.into_iter().chain([first.clone()]).collect();
            out.dedup();
            out
        };
        let (body, heading) = (families(named(&style.font.body)), families(named(&style.font.heading)));
        Ok(Self { body, heading, code: families(fixed), all })
    }

    pub(super) fn book(&self) -> FontBook {
        FontBook::from_fonts(&self.all)
    }

    /// Checks that each character has a font.
    ///
    /// # Errors
    /// Some have none: they would be printed as boxes.
    pub(super) fn cover(&self, content: &Content) -> Result<(), Diagnostic> {
        let texts = std::iter::once(&content.json).chain(content.drawings.values());
        let characters: BTreeSet<char> = texts.flat_map(|text| text.chars()).collect();
        let is_bare = |c: &char| {
            let seen = !c.is_whitespace() && !c.is_control() && !is_default_ignorable(*c);
            seen && !self.all.iter().any(|font| font.info().coverage.contains(u32::from(*c)))
        };
        let bare: Vec<char> = characters.into_iter().filter(is_bare).collect();
        if bare.is_empty() {
            return Ok(());
        }
        let shown: Vec<String> = bare.iter().take(SHOWN).map(|c| format!("{c} (U+{:04X})", u32::from(*c))).collect();
        let more = if bare.len() > SHOWN { format!(" 외 {}자", bare.len() - SHOWN) } else { String::new() };
        Err(Diagnostic::error("no-glyph", format!("글꼴에 없는 글자가 있습니다: {}{more}", shown.join(", "))).hint(
            "이 글자가 있는 글꼴을 설치하거나 --font-dir로 폴더를 알려 주세요. \
             예: 본고딕(fonts-noto-cjk), 이모지(fonts-noto-color-emoji). 또는 프로필에서 글자를 바꾸세요",
        ))
    }
}

/// Whether a name is one of a font's, in any language.
fn is_named(font: &Font, name: &str) -> bool {
    let name = name.trim().to_lowercase();
    if font.info().family.to_lowercase() == name {
        return true;
    }
    let instance = font.clone().instantiate(font.info().variant, Abs::pt(10.0), &FontVariations::default());
    let mut names = instance.ttf().names().into_iter().filter(|own| NAMES.contains(&own.name_id));
    names.any(|own| own.to_string().is_some_and(|own| own.to_lowercase() == name))
}

fn without_hangul() -> Diagnostic {
    Diagnostic::error("no-font", "한글이 있는 글꼴을 찾지 못해 PDF를 만들 수 없습니다").hint(
        "글꼴을 설치하세요: 나눔고딕(fonts-nanum), 본고딕(fonts-noto-cjk), Pretendard 등. \
         또는 TTF·OTF·TTC 글꼴이 있는 폴더를 알려 주세요: --font-dir 폴더",
    )
}
