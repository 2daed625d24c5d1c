#pragma once
#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace engine {

/// Writes a file wholly or not at all: a hidden part file beside the target (O_CREAT|O_EXCL|O_NOFOLLOW), every write
/// checked, fsync, rename over the old name, fsync of the folder. Without commit() the part file is removed and the
/// old file stays. Throws Error{NoSpace, ReadOnly, Permission, Missing, ...} with the path as subject.
class AtomicFile {
public:
    explicit AtomicFile(std::filesystem::path target);
    ~AtomicFile();
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    void write(std::span<const std::byte> bytes);
    void write(std::string_view text);
    /// Overwrites bytes already written, e.g. a header whose values are known at the end.
    void writeAt(std::size_t offset, std::span<const std::byte> bytes);
    std::size_t size() const { return m_size; }
    void commit();

private:
    std::filesystem::path m_target;
    std::filesystem::path m_part;
    int m_descriptor = -1;
    std::size_t m_size = 0;
};

/// AtomicFile for a text that is already whole.
void writeFileAtomically(const std::filesystem::path& target, std::string_view text);

/// Removes `.<name>.<random>.part` files left in `folder` by a killed program. Returns how many.
int removeStaleParts(const std::filesystem::path& folder);

}  // namespace engine
