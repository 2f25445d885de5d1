//! A form of a page, as a browser without JavaScript would send it.

use scraper::ElementRef;

use super::answer::selector;

/// A form, filled in.
#[derive(Debug, Clone)]
pub struct Form {
    /// The path it goes to.
    pub action: String,
    /// Whether it is sent with POST.
    pub is_post: bool,
    /// Names and values, the pressed button's last.
    pub fields: Vec<(String, String)>,
}

impl Form {
    /// The form of a pressed button, on the page at that path.
    pub fn of(button: &ElementRef<'_>, page: &str) -> Self {
        let mut parents = button.ancestors().filter_map(ElementRef::wrap);
        let form = parents.find(|parent| parent.value().name() == "form");
        let form = form.unwrap_or_else(|| panic!("a button outside a form on {page}: {}", button.html()));
        let mut fields: Vec<(String, String)> = Vec::new();
        for control in form.select(&selector("input[name], select[name], textarea[name]")) {
            if let (Some(name), Some(value)) = (control.attr("name"), value(&control)) {
                fields.push((name.to_owned(), value));
            }
        }
        if let Some(name) = button.attr("name") {
            fields.push((name.to_owned(), button.attr("value").unwrap_or_default().to_owned()));
        }
        let is_post = button
            .attr("formmethod")
            .or(form.attr("method"))
            .is_some_and(|method| method.eq_ignore_ascii_case("post"));
        let action = button.attr("formaction").or(form.attr("action")).unwrap_or(page);
        Self { action: action.to_owned(), is_post, fields }
    }

    /// The same with a field filled in otherwise.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.fields.retain(|(known, _)| known != name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same posted elsewhere.
    pub fn posted_to(self, path: &str) -> Self {
        Self { action: path.to_owned(), is_post: true, ..self }
    }

    /// The value of a field.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// What a control sends, or none when it sends nothing.
fn value(control: &ElementRef<'_>) -> Option<String> {
    let element = control.value();
    match (element.name(), element.attr("type").unwrap_or("text")) {
        ("select", _) => {
            let options: Vec<_> = control.select(&selector("option")).collect();
            let chosen =
                options.iter().find(|option| option.attr("selected").is_some()).or(options.first())?;
            let text = || chosen.text().collect::<String>().trim().to_owned();
            Some(chosen.attr("value").map_or_else(text, str::to_owned))
        }
        ("textarea", _) => Some(control.text().collect()),
        (_, "radio" | "checkbox") if element.attr("checked").is_none() => None,
        (_, "submit" | "button" | "reset" | "image") => None,
        _ => Some(element.attr("value").unwrap_or_default().to_owned()),
    }
}
