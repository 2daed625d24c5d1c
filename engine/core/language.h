#pragma once
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace engine {

/// How a document of the engine speaks. The engine knows English, marked by QT_TRANSLATE_NOOP (translatable.h); who has translations,
/// the window's program, hands them in. Numbers keep the point in every language: the same digits as in CSV and JSON.
class Language {
public:
    /// The translation of a text, or the text itself. Called from any thread.
    using Translate = std::function<std::string(const char* context, const char* source)>;

    /// English.
    Language() = default;
    /// code: of BCP 47 ("fr").
    Language(std::string code, Translate translate) : m_code(std::move(code)), m_translate(std::move(translate)) {}

    const std::string& code() const { return m_code; }
    std::string operator()(const char* context, std::string_view source) const
    {
        const std::string text(source);
        return m_translate ? m_translate(context, text.c_str()) : text;
    }

private:
    std::string m_code = "en";
    Translate m_translate;
};

/// The text with %1 ... %9 replaced, all at once: an argument that looks like a place stays what it is.
std::string filled(std::string_view text, std::initializer_list<std::string> arguments);

}  // namespace engine
