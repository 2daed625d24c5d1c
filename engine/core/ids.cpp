#include "engine/core/ids.h"

#include <charconv>

#include "engine/core/error.h"

namespace engine {

std::string toHex(TrackId id)
{
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string text(16, '0');
    auto rest = value(id);
    for (auto digit = text.rbegin(); digit != text.rend(); ++digit, rest >>= 4)
        *digit = kDigits[rest & 0xF];
    return text;
}

TrackId trackIdFromHex(std::string_view hex)
{
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(hex.data(), hex.data() + hex.size(), number, 16);
    if (hex.size() != 16 || error != std::errc{} || end != hex.data() + hex.size())
        throw Error(ErrorCode::InvalidArgument, std::string(hex), "a track id has 16 hexadecimal digits");
    return TrackId{number};
}

std::string_view partName(Part part)
{
    switch (part) {
    case Part::Train: return "train";
    case Part::Valid: return "valid";
    case Part::Test: return "test";
    }
    return "?";
}

Part partFromName(std::string_view name)
{
    if (name == "train" || name == "training") return Part::Train;
    if (name == "valid" || name == "validation" || name == "val") return Part::Valid;
    if (name == "test") return Part::Test;
    throw Error(ErrorCode::InvalidArgument, std::string(name), "a part of a split is train, valid or test");
}

}  // namespace engine
