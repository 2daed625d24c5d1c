#include <cstring>

#include "engine/embed/repulsion.h"
#include "engine/embed/simd.h"

namespace engine::embed {

Repulsion::~Repulsion() = default;

namespace {


// So far away that 1 / (1 + d^2) is 0 in float: padding points push nobody.
constexpr float kFarAway = 1e25F;

/// Forces on points [first, last) from all; gives their part of Z, the points themselves (w = 1) left out.
TAGBENCH_PER_CPU double forces(const float* x, const float* y, std::size_t padded, std::size_t first, std::size_t last, float* forceX, float* forceY)
{
    double z = 0;
    for (std::size_t i = first; i < last; ++i) {
        FloatLanes sumX = {};
        FloatLanes sumY = {};
        FloatLanes sumW = {};
        const float xi = x[i];
        const float yi = y[i];
        for (std::size_t j = 0; j < padded; j += kLanes) {
            FloatLanes dx;
            FloatLanes dy;
            std::memcpy(&dx, x + j, sizeof dx);
            std::memcpy(&dy, y + j, sizeof dy);
            dx = xi - dx;
            dy = yi - dy;
            const FloatLanes w = 1.0F / (1.0F + dx * dx + dy * dy);
            const FloatLanes w2 = w * w;
            sumX += w2 * dx;
            sumY += w2 * dy;
            sumW += w;
        }
        float totalX = 0;
        float totalY = 0;
        double totalW = 0;
        for (unsigned l = 0; l < kLanes; ++l) {
            totalX += sumX[l];
            totalY += sumY[l];
            totalW += static_cast<double>(sumW[l]);
        }
        forceX[i] = totalX;
        forceY[i] = totalY;
        z += totalW - 1;
    }
    return z;
}

class ExactRepulsion final : public Repulsion {
public:
    double compute(const Plane& map, Plane& force, Workers& workers) override
    {
        const std::size_t points = map.points();
        const std::size_t padded = (points + kLanes - 1) / kLanes * kLanes;
        m_x.assign(map.x.begin(), map.x.end());
        m_y.assign(map.y.begin(), map.y.end());
        m_x.resize(padded, kFarAway);
        m_y.resize(padded, 0.0F);
        constexpr std::size_t kChunk = 64;
        m_parts.assign((points + kChunk - 1) / kChunk, 0.0);
        workers.run(points, kChunk, [&](std::size_t first, std::size_t last) {
            m_parts[first / kChunk] = forces(m_x.data(), m_y.data(), padded, first, last, force.x.data(), force.y.data());
        });
        double z = 0;
        for (const double part : m_parts)
            z += part;
        return z;
    }

private:
    std::vector<float> m_x;
    std::vector<float> m_y;
    std::vector<double> m_parts;
};

}  // namespace

std::unique_ptr<Repulsion> exactRepulsion()
{
    return std::make_unique<ExactRepulsion>();
}

}  // namespace engine::embed
