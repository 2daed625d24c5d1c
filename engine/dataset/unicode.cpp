#include "engine/dataset/unicode.h"

#include <cstdlib>
#include <memory>
#include <new>

#include <utf8proc.h>

namespace engine::dataset {

namespace {

std::string mapped(std::string_view text, utf8proc_option_t options)
{
    utf8proc_uint8_t* raw = nullptr;
    const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                     static_cast<utf8proc_ssize_t>(text.size()), &raw, options);
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(raw, &std::free);
    if (length == UTF8PROC_ERROR_NOMEM) throw std::bad_alloc();
    if (length < 0) return std::string(text);
    return {reinterpret_cast<const char*>(raw), static_cast<std::size_t>(length)};
}

}  // namespace

bool isUtf8(std::string_view text)
{
    const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    auto left = static_cast<utf8proc_ssize_t>(text.size());
    while (left > 0) {
        utf8proc_int32_t codepoint = 0;
        const auto used = utf8proc_iterate(at, left, &codepoint);
        if (used <= 0) return false;
        at += used;
        left -= used;
    }
    return true;
}

std::string toNfc(std::string_view text)
{
    return mapped(text, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
}

std::string foldCase(std::string_view text)
{
    return mapped(text, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD));
}

std::string normalisedPath(std::string_view path)
{
    auto normalised = toNfc(path);
    for (char& c : normalised)
        if (c == '\\') c = '/';
    return normalised;
}

std::string normalisedFileName(std::string_view path)
{
    const auto whole = normalisedPath(path);
    return whole.substr(whole.rfind('/') + 1);   // npos + 1 = 0: the whole text
}

}  // namespace engine::dataset
