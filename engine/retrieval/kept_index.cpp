#include "engine/retrieval/kept_index.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <exception>
#include <fstream>
#include <mutex>
#include <thread>

#include "engine/core/atomic_file.h"
#include "engine/core/crc32c.h"
#include "engine/core/error.h"

namespace engine::retrieval {

namespace {

constexpr std::array<char, 8> kMagic = {'T', 'B', 'K', 'E', 'P', 'T', '0', '1'};
// Measured by bench_retrieval: more of either takes longer to build and finds hardly more.
constexpr NeighbourGraph::Config kConfig{.links = 16, .buildWidth = 100, .seed = 100};
constexpr std::size_t kSearchWidth = 128;
constexpr std::size_t kFirstCapacity = 1024;
constexpr std::size_t kBatch = 4096;   // added between two looks at the control

struct FileHead {
    std::array<char, 8> magic = kMagic;
    std::uint64_t dims = 0, slots = 0;
    std::int64_t note = 0;
};

/// Adds [first, last) of the slots' vectors, shared among threads.
void addAll(NeighbourGraph& graph, std::span<const std::uint32_t> slots, std::span<const float> values, std::size_t dims, unsigned threads)
{
    std::atomic<std::size_t> next{0};
    std::exception_ptr failure;
    std::mutex failed;
    const auto work = [&] {
        try {
            for (std::size_t i = next++; i < slots.size(); i = next++)
                graph.add(slots[i], values.subspan(i * dims, dims));
        } catch (...) {
            const std::scoped_lock lock(failed);
            failure = std::current_exception();
        }
    };
    {
        std::vector<std::jthread> helpers;
        for (unsigned i = 1; i < threads; ++i)
            helpers.emplace_back(work);
        work();
    }
    if (failure) std::rethrow_exception(failure);
}

}  // namespace

void normalise(std::span<float> vector)
{
    double squares = 0;
    for (const float v : vector)
        squares += static_cast<double>(v) * static_cast<double>(v);
    if (squares == 0) return;
    const double length = std::sqrt(squares);
    for (float& v : vector)
        v = static_cast<float>(static_cast<double>(v) / length);
}

KeptIndex::KeptIndex(std::size_t dims) : m_dims(dims), m_graph(std::max<std::size_t>(dims, 1), kFirstCapacity, kConfig)
{
    if (dims == 0) throw Error(ErrorCode::InvalidArgument, "index of neighbours", "vectors of at least one dimension wanted");
    m_graph.setSearchWidth(kSearchWidth);
}

std::uint32_t KeptIndex::newSlot(std::uint64_t key)
{
    remove(key);
    const auto slot = static_cast<std::uint32_t>(m_keys.size());
    m_keys.push_back(key);
    m_isTaken.push_back(1);
    m_slots.emplace(key, slot);
    return slot;
}

void KeptIndex::put(std::span<const std::uint64_t> keys, std::span<const float> values, RunControl& control, unsigned threads)
{
    if (values.size() != keys.size() * m_dims) throw Error(ErrorCode::InvalidArgument, "index of neighbours", "[keys, dimensions] values wanted");
    if (!std::ranges::all_of(values, [](float v) { return std::isfinite(v); }))
        throw Error(ErrorCode::NonFinite, "index of neighbours", "a vector holds a value that is not a finite number");
    if (threads == 0) threads = std::max(1U, std::thread::hardware_concurrency());
    for (std::size_t first = 0; first < keys.size(); first += kBatch) {
        control.step("indexing", static_cast<std::int64_t>(first), static_cast<std::int64_t>(keys.size()));
        const auto batch = std::min(kBatch, keys.size() - first);
        std::unordered_map<std::uint64_t, std::size_t> last;   // of a key given twice the last vector counts
        for (std::size_t i = first; i < first + batch; ++i)
            last[keys[i]] = i;
        std::vector<std::uint32_t> slots;
        std::vector<float> units;
        for (std::size_t i = first; i < first + batch; ++i) {
            if (last.at(keys[i]) != i) continue;
            slots.push_back(newSlot(keys[i]));
            units.insert(units.end(), values.begin() + static_cast<std::ptrdiff_t>(i * m_dims), values.begin() + static_cast<std::ptrdiff_t>((i + 1) * m_dims));
            normalise(std::span(units).last(m_dims));
        }
        if (m_keys.size() > m_graph.capacity()) m_graph.grow(std::max(m_keys.size() + keys.size() - first - batch, 2 * m_graph.capacity()));
        // The very first points are linked by one thread: others would find no entry to the graph yet.
        const std::size_t alone = m_graph.count() == 0 ? std::min<std::size_t>(slots.size(), 64) : 0;
        addAll(m_graph, std::span(slots).first(alone), std::span(units).first(alone * m_dims), m_dims, 1);
        addAll(m_graph, std::span(slots).subspan(alone), std::span(units).subspan(alone * m_dims), m_dims, threads);
    }
}

bool KeptIndex::remove(std::uint64_t key)
{
    const auto known = m_slots.find(key);
    if (known == m_slots.end()) return false;
    m_graph.remove(known->second);
    m_isTaken[known->second] = 0;
    m_slots.erase(known);
    return true;
}

std::optional<std::uint64_t> KeptIndex::keyAt(std::uint32_t slot) const
{
    return slot < m_keys.size() && m_isTaken[slot] != 0 ? std::optional(m_keys[slot]) : std::nullopt;
}

std::vector<KeptIndex::Near> KeptIndex::nearest(std::span<const float> vector, std::size_t count) const
{
    if (vector.size() != m_dims) throw Error(ErrorCode::Mismatch, "query", std::to_string(vector.size()) + " values for " + std::to_string(m_dims) + " dimensions");
    std::vector<float> wanted(vector.begin(), vector.end());
    normalise(wanted);
    std::vector<Near> near;
    if (m_slots.empty()) return near;
    for (const auto& found : m_graph.nearest(wanted, std::min(count, m_slots.size())))
        near.push_back({m_keys[found.index], static_cast<double>(found.squaredDistance) / 2});   // of unit vectors
    std::ranges::sort(near, [](const Near& a, const Near& b) { return a.distance != b.distance ? a.distance < b.distance : a.key < b.key; });
    return near;
}

// --- file: head, keys, which slots are taken, graph, CRC-32C of all of it ---

void KeptIndex::write(const std::filesystem::path& file, std::int64_t note) const
{
    AtomicFile out(file);
    std::uint32_t sum = 0;
    const auto sink = [&](std::span<const std::byte> bytes) {
        sum = crc32c(bytes, sum);
        out.write(bytes);
    };
    const FileHead head{kMagic, m_dims, m_keys.size(), note};
    sink(std::as_bytes(std::span(&head, 1)));
    sink(std::as_bytes(std::span(m_keys)));
    sink(std::as_bytes(std::span(m_isTaken)));
    m_graph.write(sink);
    out.write(std::as_bytes(std::span(&sum, 1)));
    out.commit();
}

std::optional<std::int64_t> KeptIndex::noteOf(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    FileHead head;
    if (!in.read(reinterpret_cast<char*>(&head), sizeof head) || head.magic != kMagic) return {};
    return head.note;
}

KeptIndex KeptIndex::read(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    if (!in) throw Error(ErrorCode::Missing, file.string(), "cannot be opened");
    std::error_code ignored;
    const auto bytesThere = std::filesystem::file_size(file, ignored);
    std::uint32_t sum = 0;
    const auto raw = [&](std::span<std::byte> bytes) {
        if (!in.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size())))
            throw Error(ErrorCode::Corrupt, file.string(), "ends before its content does");
    };
    const auto source = [&](std::span<std::byte> bytes) {
        raw(bytes);
        sum = crc32c(bytes, sum);
    };
    FileHead head;
    source(std::as_writable_bytes(std::span(&head, 1)));
    // Sizes are believed only as far as the file is long.
    if (head.magic != kMagic || head.dims == 0 || head.slots > bytesThere / sizeof(std::uint64_t) || head.dims * std::max<std::uint64_t>(head.slots, 1) > bytesThere / sizeof(float))
        throw Error(ErrorCode::Corrupt, file.string(), "is not an index of neighbours");
    std::vector<std::uint64_t> keys(head.slots);
    std::vector<std::uint8_t> taken(head.slots);
    source(std::as_writable_bytes(std::span(keys)));
    source(std::as_writable_bytes(std::span(taken)));
    KeptIndex index(head.dims, NeighbourGraph::read(source, head.dims, head.slots, kConfig, kFirstCapacity));
    std::uint32_t kept = 0;
    const std::uint32_t found = sum;
    raw(std::as_writable_bytes(std::span(&kept, 1)));
    if (kept != found || index.m_graph.count() != head.slots) throw Error(ErrorCode::Corrupt, file.string(), "was changed since it was written");
    index.m_keys = std::move(keys);
    index.m_isTaken = std::move(taken);
    index.m_note = head.note;
    for (std::uint32_t slot = 0; slot < head.slots; ++slot)
        if (index.m_isTaken[slot] != 0) index.m_slots.emplace(index.m_keys[slot], slot);
    index.m_graph.setSearchWidth(kSearchWidth);
    return index;
}

}  // namespace engine::retrieval
