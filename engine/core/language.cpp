#include "engine/core/language.h"

namespace engine {

std::string filled(std::string_view text, std::initializer_list<std::string> arguments)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::size_t place = text[i] == '%' && i + 1 < text.size() ? static_cast<std::size_t>(text[i + 1] - '1') : arguments.size();
        if (place < arguments.size()) result += arguments.begin()[place], ++i;
        else result += text[i];
    }
    return result;
}

}  // namespace engine
