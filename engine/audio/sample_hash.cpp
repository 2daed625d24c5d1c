#include "engine/audio/sample_hash.h"

#include <bit>
#include <cmath>
#include <cstdio>
#include <new>

#include <xxhash.h>

namespace engine::audio {

// The samples are hashed as they lie in memory.
static_assert(std::endian::native == std::endian::little);

void SampleHash::Free::operator()(XXH64_state_s* state) const
{
    XXH64_freeState(state);
}

SampleHash::SampleHash() : m_state(XXH64_createState())
{
    if (!m_state) throw std::bad_alloc();
    XXH64_reset(m_state.get(), 0);
}

void SampleHash::update(std::span<const float> mono)
{
    m_rounded.resize(mono.size());
    for (std::size_t i = 0; i < mono.size(); ++i)
        m_rounded[i] = static_cast<std::int16_t>(std::lrintf(std::fmin(std::fmax(mono[i] * 32768.0f, -32768.0f), 32767.0f)));
    XXH64_update(m_state.get(), m_rounded.data(), m_rounded.size() * sizeof(std::int16_t));
}

std::string SampleHash::hex() const
{
    char text[17];
    std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(XXH64_digest(m_state.get())));
    return text;
}

}  // namespace engine::audio
