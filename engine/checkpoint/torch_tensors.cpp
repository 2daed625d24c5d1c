#include "engine/checkpoint/torch_tensors.h"

#include <cstring>
#include <set>
#include <utility>

#include "engine/core/error.h"

namespace engine::checkpoint
{

namespace
{

using Kind = PickleValue::Kind;
using Index = PickleValue::Index;

constexpr std::size_t kMaxRank = 8;
constexpr std::size_t kMaxTensors = 100'000;
constexpr std::size_t kMaxEntries = 200'000;
constexpr std::size_t kMaxNameBytes = 300;

class Collector
{
public:
    Collector(const Pickle& pickle, const StorageReader& storage, std::size_t limitBytes, const std::string& subject)
        : m_pickle(pickle), m_storage(storage), m_bytesLeft(limitBytes), m_subject(subject)
    {
    }

    std::vector<TensorBytes> run()
    {
        // Breadth by a work list in reverse, not by recursion: order of the file, no depth to exhaust.
        m_work.emplace_back("", m_pickle.root);
        while (!m_work.empty()) {
            auto [name, index] = std::move(m_work.back());
            m_work.pop_back();
            visit(name, m_pickle.at(index));
        }
        return std::move(m_tensors);
    }

private:
    [[noreturn]] void refuse(const std::string& name, const std::string& what) const
    {
        throw Error(ErrorCode::Corrupt, m_subject, name + ": " + what);
    }

    void visit(const std::string& name, const PickleValue& value)
    {
        if (value.kind == Kind::Tensor) {
            if (!m_names.insert(name).second) refuse(name, "two tensors of one name");
            if (m_tensors.size() >= kMaxTensors) throw Error(ErrorCode::TooLarge, m_subject, "holds too many tensors");
            m_tensors.push_back(copy(name, value));
            return;
        }
        const bool isDict = value.kind == Kind::Dict;
        if (!isDict && value.kind != Kind::List && value.kind != Kind::Tuple) return;
        const std::size_t step = isDict ? 2 : 1;
        for (std::size_t i = value.items.size(); i >= step; i -= step) {
            const auto part = isDict ? keyText(m_pickle.at(value.items[i - 2])) : std::to_string(i - 1);
            auto path = name.empty() ? part : name + "." + part;
            // A container that holds itself would go on for ever: names grow with the depth, entries are counted.
            if (++m_entries > kMaxEntries)
                throw Error(ErrorCode::TooLarge, m_subject, "the dictionaries hold too many entries");
            if (path.size() > kMaxNameBytes) refuse(name, "nested too deeply");
            m_work.emplace_back(std::move(path), value.items[i - 1]);
        }
    }

    static std::string keyText(const PickleValue& key)
    {
        if (key.kind == Kind::Int) return std::to_string(key.integer);
        return key.kind == Kind::Text ? key.text : "?";
    }

    std::vector<std::int64_t> integers(Index tuple) const
    {
        std::vector<std::int64_t> values;
        for (const auto item : m_pickle.at(tuple).items)
            values.push_back(m_pickle.at(item).integer);
        return values;
    }

    TensorBytes copy(const std::string& name, const PickleValue& value)
    {
        const auto& storage = m_pickle.at(value.items[0]);
        const auto strides = integers(value.items[2]);
        TensorBytes tensor{name, storage.dtype, integers(value.items[1]), {}};
        if (tensor.shape.size() != strides.size() || strides.size() > kMaxRank)
            refuse(name, "impossible sizes and strides");
        const auto count = elementCount(tensor.shape);
        checkBounds(name, tensor.shape, strides, value.integer, storage.integer, count);
        std::size_t size = 0;
        if (__builtin_mul_overflow(count, itemSize(tensor.dtype), &size) || size > m_bytesLeft)
            throw Error(ErrorCode::TooLarge, m_subject, name + ": the tensors are far larger than the file");
        m_bytesLeft -= size;
        tensor.bytes.resize(size);
        if (count > 0)
            gather(tensor, strides,
                   m_storage(storage).subspan(static_cast<std::size_t>(value.integer) * itemSize(tensor.dtype)));
        return tensor;
    }

    void checkBounds(const std::string& name, const std::vector<std::int64_t>& shape,
                     const std::vector<std::int64_t>& strides, std::int64_t offset, std::int64_t available,
                     std::size_t count) const
    {
        std::int64_t last = offset;
        bool overflow = offset < 0;
        for (std::size_t d = 0; d < shape.size(); ++d) {
            std::int64_t reach = 0;
            overflow = overflow || strides[d] < 0 ||
                       (shape[d] > 0 && (__builtin_mul_overflow(shape[d] - 1, strides[d], &reach) ||
                                         __builtin_add_overflow(last, reach, &last)));
        }
        if (overflow || (count > 0 && last >= available)) refuse(name, "reaches outside its storage");
    }

    /// Row-major copy of a strided view. Whole rows at once where the last stride is 1.
    static void gather(TensorBytes& tensor, const std::vector<std::int64_t>& strides, std::span<const std::byte> source)
    {
        const auto item = itemSize(tensor.dtype);
        const auto rank = tensor.shape.size();
        const bool rows = rank > 0 && strides.back() == 1;
        const std::size_t run = rows ? static_cast<std::size_t>(tensor.shape.back()) : 1;
        const std::size_t counted = rows ? rank - 1 : rank;
        std::vector<std::int64_t> index(counted, 0);
        std::int64_t at = 0;
        for (std::size_t done = 0; done < tensor.bytes.size(); done += run * item) {
            std::memcpy(tensor.bytes.data() + done, source.data() + static_cast<std::size_t>(at) * item, run * item);
            for (std::size_t d = counted; d-- > 0;) {
                at += strides[d];
                if (++index[d] < tensor.shape[d]) break;
                at -= strides[d] * tensor.shape[d];
                index[d] = 0;
            }
        }
    }

    const Pickle& m_pickle;
    const StorageReader& m_storage;
    std::size_t m_bytesLeft;
    const std::string& m_subject;
    std::vector<std::pair<std::string, Index>> m_work;
    std::vector<TensorBytes> m_tensors;
    std::set<std::string> m_names;
    std::size_t m_entries = 0;
};

}  // namespace

std::vector<TensorBytes> collectTensors(const Pickle& pickle, const StorageReader& storage, std::size_t limitBytes,
                                        const std::string& subject)
{
    return Collector(pickle, storage, limitBytes, subject).run();
}

}  // namespace engine::checkpoint
