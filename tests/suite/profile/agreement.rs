//! Any profile at all: schema and types say the same, and no text makes the reader fall over.

use balju::diagnostic::Severity;
use balju::profile::{Profile, json_schema};
use serde_json::Value;

use super::{application, mistakes};
use crate::dice::Dice;

const OF_THE_FORM: [&str; 7] =
    ["unknown-field", "wrong-type", "unknown-value", "missing-field", "out-of-range", "empty-text", "bad-date"];

#[test]
fn schema_and_types_agree_on_any_profile() {
    let schema = json_schema();
    let mut dice = Dice::new(7);
    let (mut good, mut bad) = (0, 0);
    for _ in 0..400 {
        let mut value = dice.value(&schema, &schema["$defs"]);
        let text = serde_json::to_string_pretty(&value).unwrap();
        let faults: Vec<_> = mistakes(&text).into_iter().filter(|found| OF_THE_FORM.contains(&found.code)).collect();
        assert!(faults.is_empty(), "{faults:#?}\n{text}");
        let profile: Profile = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        assert_eq!(Profile::recover(&text).0, profile);

        if !dice.spoil(&mut value) || !value.is_object() {
            continue;
        }
        let text = serde_json::to_string_pretty(&value).unwrap();
        let faults: Vec<_> = mistakes(&text).into_iter().filter(|found| OF_THE_FORM.contains(&found.code)).collect();
        let read = serde_json::from_str::<Profile>(&text);
        match &read {
            Err(error) => assert!(!faults.is_empty(), "serde alone refuses: {error}\n{text}"),
            Ok(_) => assert!(
                faults.iter().all(|found| OF_THE_FORM[4..].contains(&found.code)),
                "serde alone accepts: {faults:#?}\n{text}"
            ),
        }
        if faults.is_empty() {
            good += 1;
        } else {
            bad += 1;
        }
        Profile::recover(&text);
    }
    assert!(good > 30 && bad > 100, "{good} {bad}");
}

#[test]
fn no_text_cut_or_scrambled_makes_it_fall_over() {
    let text =
        application(r#"[{"name": "접\uD83D\uDE00수", "size": {"data_functions": -1.5e3}, "calls": [{"to": "통치"}]}]"#);
    let mut dice = Dice::new(3);
    for cut in (0..text.len()).filter(|cut| text.is_char_boundary(*cut)) {
        let (_, found) = Profile::recover(&text[..cut]);
        assert!(found.iter().any(|found| found.severity == Severity::Error), "{cut}");
        let mut scrambled: Vec<char> = text.chars().collect();
        for _ in 0..3 {
            let at = usize::try_from(dice.roll(scrambled.len() as u64)).unwrap();
            scrambled[at] =
                dice.pick(&['"', '\\', '{', ']', ',', ':', '\'', '/', '\n', 'é', '“', '0', '.', 'u', '\u{FEFF}']);
        }
        let scrambled: String = scrambled.into_iter().collect();
        let (_, found) = Profile::recover(&scrambled);
        for span in found.iter().filter_map(|found| found.span.clone()) {
            assert!(scrambled.get(span.clone()).is_some(), "{span:?} in {scrambled}");
        }
        let syntax = found.iter().any(|found| ["syntax", "lone-surrogate", "empty", "too-deep"].contains(&found.code));
        assert_eq!(syntax, serde_json::from_str::<Value>(&scrambled).is_err(), "{found:?}\n{scrambled}");
    }
}
