#include "engine/audio/sample_hash.h"

#include <bit>
#include <cmath>
#include <cstdio>
#include <cstring>

namespace engine::audio {

namespace {

constexpr std::uint64_t kPrime1 = 0x9E3779B185EBCA87u, kPrime2 = 0xC2B2AE3D27D4EB4Fu, kPrime3 = 0x165667B19E3779F9u,
                        kPrime4 = 0x85EBCA77C2B2AE63u, kPrime5 = 0x27D4EB2F165667C5u;
constexpr std::size_t kStripe = 32;

std::uint64_t mix(std::uint64_t lane, std::uint64_t input)
{
    return std::rotl(lane + input * kPrime2, 31) * kPrime1;
}

template <typename Word>
Word load(const unsigned char* bytes)
{
    Word word;
    std::memcpy(&word, bytes, sizeof word);
    return word;
}

}  // namespace

void SampleHash::stripe(const unsigned char* bytes)
{
    for (std::size_t i = 0; i < m_lanes.size(); ++i) m_lanes[i] = mix(m_lanes[i], load<std::uint64_t>(bytes + 8 * i));
}

void SampleHash::update(std::span<const float> mono)
{
    const auto had = m_rest.size();
    m_rest.resize(had + 2 * mono.size());
    for (std::size_t i = 0; i < mono.size(); ++i) {
        const float scaled = std::fmin(std::fmax(mono[i] * 32768.0f, -32768.0f), 32767.0f);
        const auto rounded = static_cast<std::int16_t>(std::lrintf(scaled));
        std::memcpy(m_rest.data() + had + 2 * i, &rounded, sizeof rounded);
    }
    m_bytes += 2 * mono.size();
    const auto whole = m_rest.size() / kStripe * kStripe;
    for (std::size_t at = 0; at < whole; at += kStripe) stripe(m_rest.data() + at);
    m_rest.erase(m_rest.begin(), m_rest.begin() + static_cast<std::ptrdiff_t>(whole));
}

std::string SampleHash::hex() const
{
    std::uint64_t hash = kPrime5;
    if (m_bytes >= kStripe) {
        hash = std::rotl(m_lanes[0], 1) + std::rotl(m_lanes[1], 7) + std::rotl(m_lanes[2], 12) + std::rotl(m_lanes[3], 18);
        for (const auto lane : m_lanes) hash = (hash ^ mix(0, lane)) * kPrime1 + kPrime4;
    }
    hash += m_bytes;
    std::size_t at = 0;
    for (; at + 8 <= m_rest.size(); at += 8)
        hash = std::rotl(hash ^ mix(0, load<std::uint64_t>(m_rest.data() + at)), 27) * kPrime1 + kPrime4;
    if (at + 4 <= m_rest.size()) {
        hash = std::rotl(hash ^ (load<std::uint32_t>(m_rest.data() + at) * kPrime1), 23) * kPrime2 + kPrime3;
        at += 4;
    }
    for (; at < m_rest.size(); ++at) hash = std::rotl(hash ^ (m_rest[at] * kPrime5), 11) * kPrime1;
    hash = (hash ^ (hash >> 33)) * kPrime2;
    hash = (hash ^ (hash >> 29)) * kPrime3;
    hash ^= hash >> 32;
    char text[17];
    std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(hash));
    return text;
}

}  // namespace engine::audio
