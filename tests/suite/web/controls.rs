//! A page's controls, as a browser would send them.

use html5gum::{DefaultEmitter, Token, Tokenizer};

use super::Fields;

/// The controls of the form that holds the profile, in the order of the page.
pub(crate) fn of(page: &str) -> Fields {
    let mut forms = forms(page);
    let with_profile = |form: &Fields| form.iter().any(|(name, _)| name == "profile");
    let at = forms.iter().position(with_profile).expect("a form with the profile");
    forms.swap_remove(at)
}

/// The controls of each form of a page.
pub(crate) fn forms(page: &str) -> Vec<Fields> {
    let mut reader = Reader::default();
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(page, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let attribute = |name: &str| {
                    tag.attributes.get(name.as_bytes()).map(|value| String::from_utf8_lossy(value).into_owned())
                };
                reader.start(&String::from_utf8_lossy(&tag.name), &attribute);
            }
            Token::EndTag(tag) => reader.end(&String::from_utf8_lossy(&tag.name)),
            Token::String(text) => {
                if let Some((_, Some(said))) = &mut reader.area {
                    said.push_str(&String::from_utf8_lossy(&text));
                }
            }
            _ => {}
        }
    }
    reader.forms
}

#[derive(Default)]
struct Reader {
    forms: Vec<Fields>,
    is_open: bool,
    /// The text area that is open: its name and text.
    area: Option<(String, Option<String>)>,
    /// The list of choices that is open: its name, the first value and the chosen one.
    list: Option<(String, Option<String>, Option<String>)>,
}

impl Reader {
    fn start(&mut self, tag: &str, attribute: &dyn Fn(&str) -> Option<String>) {
        let name = attribute("name");
        let value = || attribute("value").unwrap_or_default();
        match (tag, name) {
            ("form", _) => {
                self.forms.push(Fields::new());
                self.is_open = true;
            }
            _ if !self.is_open || attribute("disabled").is_some() => {}
            ("input", Some(name)) => match attribute("type").as_deref().unwrap_or("text") {
                "submit" | "button" | "file" | "image" | "reset" => {}
                "radio" if attribute("checked").is_some() => {
                    // Of a group of radio buttons the last one that is checked is.
                    self.form().retain(|(known, _)| known != &format!("radio {name}"));
                    self.add(format!("radio {name}"), value());
                }
                "checkbox" if attribute("checked").is_some() => self.add(name, value()),
                "radio" | "checkbox" => {}
                "hidden" => self.add(name, value()),
                // One line: a browser takes out what ends one.
                _ => self.add(name, value().replace(['\r', '\n'], "")),
            },
            ("textarea", Some(name)) => self.area = Some((name, Some(String::new()))),
            ("select", Some(name)) => self.list = Some((name, None, None)),
            ("option", _) => {
                let (said, chosen) = (value(), attribute("selected").is_some());
                if let Some((_, first, selected)) = &mut self.list {
                    if chosen {
                        *selected = Some(said.clone());
                    }
                    first.get_or_insert(said);
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: &str) {
        match tag {
            "form" => {
                self.is_open = false;
                for (name, _) in self.form() {
                    if let Some(bare) = name.strip_prefix("radio ") {
                        *name = bare.to_owned();
                    }
                }
            }
            "textarea" => {
                if let Some((name, text)) = self.area.take() {
                    let text = text.unwrap_or_default().replace("\r\n", "\n").replace('\r', "\n");
                    let text = text.strip_prefix('\n').unwrap_or(&text).to_owned();
                    self.add(name, text);
                }
            }
            "select" => {
                if let Some((name, first, chosen)) = self.list.take()
                    && let Some(value) = chosen.or(first)
                {
                    self.add(name, value);
                }
            }
            _ => {}
        }
    }

    fn form(&mut self) -> &mut Fields {
        self.forms.last_mut().unwrap()
    }

    fn add(&mut self, name: String, value: String) {
        self.form().push((name, value));
    }
}

#[test]
fn controls_are_read_as_a_browser_sends_them() {
    let page = "<p>a</p><form><input name=a value='1&amp;2'><input name=b type=checkbox value=x>\
        <input name=b type=checkbox value=y checked><input name=c type=radio value=1 checked><input name=c type=radio \
        value=2 checked><select name=d><option value=''>-</option><option value=z selected>Z</option></select>\
        <select name=e><option value=q>Q</option></select><textarea name=f>\n<b>\n&lt;</textarea>\
        <button name=g value=1>G</button><input name=h value='1\n2'></form><form><input name=i></form>";
    let pairs = [("a", "1&2"), ("b", "y"), ("c", "2"), ("d", "z"), ("e", "q"), ("f", "<b>\n<"), ("h", "12")];
    assert_eq!(forms(page), [super::fields(&pairs), super::fields(&[("i", "")])]);
}
