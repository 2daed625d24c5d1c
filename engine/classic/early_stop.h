#pragma once
#include <optional>

#include "engine/classic/classifier.h"

namespace engine::classic {

/// Training rows of which a tenth of each class is kept aside to see when to stop. No such tenth where a class has fewer than ten rows.
struct KeptAside {
    LearningData learn, judge;
};
std::optional<KeptAside> keepAside(const LearningData& data, std::uint64_t seed);

/// Watches the deciding metric on the rows kept aside.
class EarlyStop {
public:
    EarlyStop(Metric deciding, std::size_t patience) : m_deciding(deciding), m_patience(patience) {}
    /// True: nothing got better for `patience` rounds. probabilities: [rows, classes] of the judging rows.
    bool isOver(std::size_t round, const LearningData& judge, std::span<const double> probabilities);
    std::size_t bestRound() const { return m_best; }
    bool improvedNow() const { return m_improved; }

private:
    Metric m_deciding;
    std::size_t m_patience, m_best = 0;
    double m_value = -1;
    bool m_improved = false;
};

}  // namespace engine::classic
