#include "engine/checkpoint/safetensors.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <set>
#include <string_view>
#include <utility>

#include "engine/checkpoint/read_bytes.h"
#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/core/json.h"
#include "engine/core/sha256.h"

namespace engine::checkpoint
{

static_assert(std::endian::native == std::endian::little, "tensors are copied as they lie in the file");

namespace
{

constexpr std::size_t kMaxHeaderBytes = std::size_t{16} << 20;
constexpr const char* kMetadataKey = "__metadata__";

// In the order of DType.
constexpr std::array<std::string_view, 10> kTypeNames{"F64", "F32", "F16", "BF16", "I64",
                                                      "I32", "I16", "I8",  "U8",   "BOOL"};

DType typeFromName(const std::string& name, const std::string& subject)
{
    const auto found = std::find(kTypeNames.begin(), kTypeNames.end(), name);
    if (found == kTypeNames.end()) throw Error(ErrorCode::Unsupported, subject, "holds tensors of type " + name);
    return static_cast<DType>(found - kTypeNames.begin());
}

struct Entry {
    TensorBytes tensor;
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// Parses the header; a name that comes twice is refused (the parser alone would keep the last).
Json parseHeader(std::string_view text, const std::string& subject)
{
    std::vector<std::set<std::string>> keys;
    bool twice = false;
    const auto watch = [&](int, Json::parse_event_t event, Json& value) {
        if (event == Json::parse_event_t::object_start) keys.emplace_back();
        if (event == Json::parse_event_t::object_end) keys.pop_back();
        if (event == Json::parse_event_t::key && !keys.back().insert(value.get<std::string>()).second) twice = true;
        return true;
    };
    auto header = Json::parse(text, watch, /*allow_exceptions=*/false);
    if (twice) throw Error(ErrorCode::Corrupt, subject, "the header names something twice");
    if (!header.is_object()) throw Error(ErrorCode::Corrupt, subject, "the header is not a JSON object");
    return header;
}

Entry parseEntry(const std::string& name, const Json& json, const std::string& subject)
{
    Entry entry;
    entry.tensor.name = name;
    try {
        entry.tensor.dtype = typeFromName(json.at("dtype").get<std::string>(), subject);
        for (const auto& size : json.at("shape"))
            entry.tensor.shape.push_back(static_cast<std::int64_t>(size.get_ref<const Json::number_unsigned_t&>()));
        const auto& offsets = json.at("data_offsets");
        if (offsets.size() != 2) throw Error(ErrorCode::Corrupt, subject, name + ": data_offsets wants two numbers");
        entry.begin = offsets[0].get_ref<const Json::number_unsigned_t&>();
        entry.end = offsets[1].get_ref<const Json::number_unsigned_t&>();
    } catch (const Json::exception&) {
        throw Error(ErrorCode::Corrupt, subject,
                    name + ": dtype, shape or data_offsets is missing or of the wrong type");
    }
    if (entry.tensor.shape.size() > 8) throw Error(ErrorCode::InsaneFormat, subject, name + ": more than 8 dimensions");
    std::size_t wanted = 0;
    if (__builtin_mul_overflow(elementCount(entry.tensor.shape), itemSize(entry.tensor.dtype), &wanted) ||
        entry.end < entry.begin || entry.end - entry.begin != wanted)
        throw Error(ErrorCode::Corrupt, subject, name + ": shape and number of bytes disagree");
    return entry;
}

std::string dataCheckSum(std::span<const TensorBytes> tensors)
{
    Sha256 sum;
    for (const auto& tensor : tensors)
        sum.update(tensor.bytes);
    return sum.hex();
}

}  // namespace

Safetensors parseSafetensors(std::span<const std::byte> bytes, const std::string& subject)
{
    std::uint64_t headerBytes = 0;
    if (bytes.size() < sizeof headerBytes)
        throw Error(ErrorCode::Truncated, subject, "is too short for a safetensors file");
    std::memcpy(&headerBytes, bytes.data(), sizeof headerBytes);
    if (headerBytes > kMaxHeaderBytes)
        throw Error(ErrorCode::InsaneFormat, subject, "the header is larger than 16 MiB");
    if (headerBytes > bytes.size() - sizeof headerBytes)
        throw Error(ErrorCode::Truncated, subject, "ends inside its header");
    const auto header =
        parseHeader({reinterpret_cast<const char*>(bytes.data()) + sizeof headerBytes, headerBytes}, subject);
    const auto data = bytes.subspan(sizeof headerBytes + headerBytes);

    Safetensors file;
    std::vector<Entry> entries;
    for (const auto& [name, value] : header.items()) {
        if (name != kMetadataKey) {
            entries.push_back(parseEntry(name, value, subject));
            continue;
        }
        for (const auto& [key, text] : value.items()) {
            if (!text.is_string())
                throw Error(ErrorCode::Corrupt, subject, "the metadata hold something other than text");
            file.metadata.emplace(key, text.get<std::string>());
        }
    }
    std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
        return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
    });
    std::size_t expected = 0;
    for (auto& entry : entries) {
        if (entry.end > data.size())
            throw Error(ErrorCode::Truncated, subject, "ends inside the tensor " + entry.tensor.name);
        if (entry.begin != expected)
            throw Error(ErrorCode::Corrupt, subject, entry.tensor.name + ": overlaps or leaves a gap");
        const auto piece = data.subspan(entry.begin, entry.end - entry.begin);
        entry.tensor.bytes.assign(piece.begin(), piece.end());
        expected = entry.end;
        file.tensors.push_back(std::move(entry.tensor));
    }
    if (expected != data.size()) throw Error(ErrorCode::Corrupt, subject, "goes on after its last tensor");
    const auto sum = file.metadata.find(kCheckSumKey);
    if (sum != file.metadata.end() && sum->second != dataCheckSum(file.tensors))
        throw Error(ErrorCode::Corrupt, subject, "the check sum of the tensors is wrong");
    return file;
}

Safetensors readSafetensors(const std::filesystem::path& path)
{
    return parseSafetensors(readBytes(path), path.string());
}

std::string writeSafetensors(const std::filesystem::path& path, std::span<const TensorBytes> tensors,
                             std::map<std::string, std::string> metadata)
{
    const auto checkSum = dataCheckSum(tensors);
    metadata[kCheckSumKey] = checkSum;
    Json header;
    header[kMetadataKey] = metadata;
    std::size_t offset = 0;
    for (const auto& tensor : tensors) {
        header[tensor.name] = {{"dtype", kTypeNames[static_cast<std::size_t>(tensor.dtype)]},
                               {"shape", tensor.shape},
                               {"data_offsets", {offset, offset + tensor.bytes.size()}}};
        offset += tensor.bytes.size();
    }
    auto text = header.dump();
    text.append((8 - text.size() % 8) % 8, ' ');  // the format's advice: data aligned to 8 bytes
    const std::uint64_t headerBytes = text.size();

    AtomicFile file(path);
    file.write(std::as_bytes(std::span(&headerBytes, 1)));
    file.write(text);
    for (const auto& tensor : tensors)
        file.write(tensor.bytes);
    file.commit();
    return checkSum;
}

}  // namespace engine::checkpoint
