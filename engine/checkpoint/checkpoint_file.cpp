#include "engine/checkpoint/checkpoint_file.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <string_view>

#include "engine/checkpoint/pickle.h"
#include "engine/checkpoint/read_bytes.h"
#include "engine/checkpoint/safetensors.h"
#include "engine/checkpoint/torch_tensors.h"
#include "engine/checkpoint/zip_records.h"
#include "engine/core/error.h"

namespace engine::checkpoint
{

namespace
{

using Bytes = std::span<const std::byte>;

// The pickled number 0x1950a86a20f9469cfc6c (80 bits), with which every file of PyTorch before 1.6 begins.
constexpr std::array<unsigned char, 15> kLegacyStart{0x80, 0x02, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46,
                                                     0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e};

bool startsWith(Bytes bytes, const void* pattern, std::size_t length)
{
    return bytes.size() >= length && std::memcmp(bytes.data(), pattern, length) == 0;
}

/// Tied weights and views may repeat a storage, so more than the file is fair; much more is not.
std::size_t copyLimit(Bytes bytes)
{
    return 4 * bytes.size() + (std::size_t{64} << 20);
}

Bytes checkedStorage(Bytes bytes, const PickleValue& storage, const std::string& subject)
{
    std::uint64_t wanted = 0;
    if (__builtin_mul_overflow(static_cast<std::uint64_t>(storage.integer), itemSize(storage.dtype), &wanted) ||
        bytes.size() != wanted)
        throw Error(ErrorCode::Corrupt, subject, "storage " + storage.text + " has another size than its tensors say");
    return bytes;
}

/// One storage may not be seen as two types: the tensors would show each other's bits.
void checkStorageTypes(const Pickle& pickle, const std::string& subject)
{
    std::map<std::string, const PickleValue*> first;
    for (const auto& value : pickle.values) {
        if (value.kind != PickleValue::Kind::Storage) continue;
        const auto* known = first.emplace(value.text, &value).first->second;
        if (known->dtype != value.dtype || known->integer != value.integer)
            throw Error(ErrorCode::Corrupt, subject, "storage " + value.text + " has two types or sizes");
    }
}

std::string rootFolder(const ZipRecords& archive, const std::string& subject)
{
    constexpr std::string_view kPickle = "/data.pkl";
    for (const auto& [name, record] : archive.all()) {
        const auto inside = name.substr(std::min(name.size(), name.find('/') + 1));
        if (inside.starts_with("code/") || inside == "constants.pkl")
            throw Error(ErrorCode::Unsafe, subject,
                        "is a TorchScript archive with code (" + name + "); save the state_dict() instead");
    }
    for (const auto& [name, record] : archive.all())
        if (name.ends_with(kPickle) && name.find('/') == name.size() - kPickle.size())
            return name.substr(0, name.size() - kPickle.size() + 1);
    throw Error(ErrorCode::Corrupt, subject, "is a ZIP archive without data.pkl, not a PyTorch file");
}

std::vector<TensorBytes> readTorchZip(Bytes bytes, const std::string& subject)
{
    const ZipRecords archive(bytes, subject);
    const auto root = rootFolder(archive, subject);
    if (archive.contains(root + "byteorder")) {
        const auto order = archive.read(root + "byteorder");
        if (!startsWith(order, "little", 6))
            throw Error(ErrorCode::Unsupported, subject, "was written on a big-endian machine");
    }
    const auto pickle = readPickle(archive.read(root + "data.pkl"), subject);
    checkStorageTypes(pickle, subject);
    const StorageReader storage = [&](const PickleValue& wanted) {
        return checkedStorage(archive.read(root + "data/" + wanted.text), wanted, subject);
    };
    return collectTensors(pickle, storage, copyLimit(bytes), subject);
}

/// The next pickle of a stream of pickles, which moves on.
Pickle nextPickle(Bytes& rest, const std::string& subject)
{
    auto pickle = readPickle(rest, subject);
    rest = rest.subspan(pickle.consumed);
    return pickle;
}

void checkSystem(const Pickle& system, const std::string& subject)
{
    const auto& root = system.at(system.root);
    if (root.kind != PickleValue::Kind::Dict)
        throw Error(ErrorCode::Corrupt, subject, "the description of the writing system is missing");
    for (std::size_t i = 0; i + 1 < root.items.size(); i += 2)
        if (system.at(root.items[i]).text == "little_endian" && system.at(root.items[i + 1]).integer == 0)
            throw Error(ErrorCode::Unsupported, subject, "was written on a big-endian machine");
}

/// After the pickles: for each key of the list an int64 element count and the elements.
std::map<std::string, Bytes> legacyStorages(const Pickle& object, const Pickle& keys, Bytes rest,
                                            const std::string& subject)
{
    std::map<std::string, const PickleValue*> described;
    for (const auto& value : object.values)
        if (value.kind == PickleValue::Kind::Storage) described.emplace(value.text, &value);
    std::map<std::string, Bytes> storages;
    for (const auto item : keys.at(keys.root).items) {
        const auto& key = keys.at(item).text;
        const auto found = described.find(key);
        if (found == described.end()) throw Error(ErrorCode::Corrupt, subject, "holds a storage that no tensor uses");
        const auto& storage = *found->second;
        std::int64_t count = 0;
        std::uint64_t size = 0;
        if (rest.size() < sizeof count) throw Error(ErrorCode::Truncated, subject, "ends before its last tensor");
        std::memcpy(&count, rest.data(), sizeof count);
        rest = rest.subspan(sizeof count);
        if (count != storage.integer ||
            __builtin_mul_overflow(static_cast<std::uint64_t>(count), itemSize(storage.dtype), &size))
            throw Error(ErrorCode::Corrupt, subject, "storage " + key + " has another size than its tensors say");
        if (size > rest.size()) throw Error(ErrorCode::Truncated, subject, "ends inside a tensor");
        if (!storages.emplace(key, rest.first(size)).second)
            throw Error(ErrorCode::Corrupt, subject, "storage " + key + " comes twice");
        rest = rest.subspan(size);
    }
    return storages;
}

std::vector<TensorBytes> readTorchLegacy(Bytes bytes, const std::string& subject)
{
    auto rest = bytes.subspan(kLegacyStart.size());
    const auto protocol = nextPickle(rest, subject);
    if (protocol.at(protocol.root).integer != 1001)
        throw Error(ErrorCode::Unsupported, subject, "an unknown version of PyTorch's old format");
    checkSystem(nextPickle(rest, subject), subject);
    const auto object = nextPickle(rest, subject);
    const auto keys = nextPickle(rest, subject);
    checkStorageTypes(object, subject);
    const auto storages = legacyStorages(object, keys, rest, subject);
    const StorageReader storage = [&](const PickleValue& wanted) {
        const auto found = storages.find(wanted.text);
        if (found == storages.end()) throw Error(ErrorCode::Corrupt, subject, "storage " + wanted.text + " is missing");
        return checkedStorage(found->second, wanted, subject);
    };
    return collectTensors(object, storage, copyLimit(bytes), subject);
}

/// A safetensors header begins after eight bytes of length with an opening brace.
bool looksLikeSafetensors(Bytes bytes)
{
    return bytes.size() > 8 && std::to_integer<char>(bytes[8]) == '{';
}

}  // namespace

CheckpointFile parseCheckpoint(std::span<const std::byte> bytes, const std::string& subject)
{
    CheckpointFile file;
    if (startsWith(bytes, "PK\x03\x04", 4)) {
        file.format = "torch-zip";
        file.tensors = readTorchZip(bytes, subject);
    } else if (startsWith(bytes, kLegacyStart.data(), kLegacyStart.size())) {
        file.format = "torch-legacy";
        file.tensors = readTorchLegacy(bytes, subject);
    } else if (looksLikeSafetensors(bytes)) {
        auto read = parseSafetensors(bytes, subject);
        file.format = "safetensors";
        file.tensors = std::move(read.tensors);
        file.metadata = std::move(read.metadata);
    } else {
        throw Error(ErrorCode::Unsupported, subject, "is neither a PyTorch file (.pth, .pt) nor a safetensors file");
    }
    if (file.tensors.empty()) file.warnings.emplace_back("the file holds no tensors");
    return file;
}

CheckpointFile readCheckpoint(const std::filesystem::path& path)
{
    return parseCheckpoint(readBytes(path), path.string());
}

namespace
{

/// Files of a student taught by a teacher hold both; the student's names begin with "network.".
std::vector<TensorBytes> withoutTeacher(std::vector<TensorBytes> tensors)
{
    const auto isStudent = [](const TensorBytes& tensor) { return tensor.name.starts_with("network."); };
    if (std::any_of(tensors.begin(), tensors.end(), isStudent))
        std::erase_if(tensors, [](const TensorBytes& tensor) { return tensor.name.starts_with("teacher"); });
    return tensors;
}

/// Contrastive learning (CLMR) keeps `encoder.*` beside the `projector.*` that only its loss needs, both below the same prefix.
std::vector<TensorBytes> withoutProjector(std::vector<TensorBytes> tensors)
{
    for (const std::string prefix : {"", "model.", "module.", "module.model."}) {
        const auto is = [&](const TensorBytes& tensor, const char* part) { return tensor.name.starts_with(prefix + part); };
        const bool both = std::any_of(tensors.begin(), tensors.end(), [&](const auto& tensor) { return is(tensor, "encoder."); }) &&
                          std::all_of(tensors.begin(), tensors.end(), [&](const auto& tensor) { return is(tensor, "encoder.") || is(tensor, "projector."); });
        if (both) std::erase_if(tensors, [&](const auto& tensor) { return is(tensor, "projector."); });
    }
    return tensors;
}

}  // namespace

std::vector<TensorBytes> networkTensors(const CheckpointFile& file)
{
    for (const std::string_view wrapper : {"state_dict.", "model_state_dict."}) {
        std::vector<TensorBytes> inside;
        for (const auto& tensor : file.tensors) {
            if (!tensor.name.starts_with(wrapper)) continue;
            inside.push_back(tensor);
            inside.back().name.erase(0, wrapper.size());
        }
        if (!inside.empty()) return withoutProjector(withoutTeacher(std::move(inside)));
    }
    return withoutProjector(withoutTeacher(file.tensors));
}

}  // namespace engine::checkpoint
