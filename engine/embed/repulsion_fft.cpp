#include <algorithm>
#include <array>
#include <cmath>
#include <mutex>

#include <fftw3.h>

#include "engine/core/fftw_planner.h"
#include "engine/embed/repulsion.h"

namespace engine::embed {

namespace {

constexpr int kNodes = 3;          // interpolation nodes a box and axis
constexpr int kMinBoxes = 50;      // a small map still needs a fine grid: it is measured in units of its own width then
constexpr std::size_t kColumns = 8;   // columns transformed together: 64 bytes, a cache line

/// A buffer aligned as FFTW wants it.
class Buffer {
public:
    Buffer() = default;
    explicit Buffer(std::size_t floats) : m_size(floats), m_data(fftwf_alloc_real(floats)) {}

    float* data() const { return m_data.get(); }
    fftwf_complex* complex() const { return reinterpret_cast<fftwf_complex*>(m_data.get()); }
    void clear() { std::fill_n(m_data.get(), m_size, 0.0F); }

private:
    struct Free {
        void operator()(float* data) const { fftwf_free(data); }
    };
    std::size_t m_size = 0;
    std::unique_ptr<float, Free> m_data;
};

class Plan {
public:
    Plan() = default;
    ~Plan()
    {
        const std::scoped_lock lock(fftwPlannerMutex());
        set(nullptr);
    }
    Plan(const Plan&) = delete;
    Plan& operator=(const Plan&) = delete;

    /// Under the planner's lock.
    void set(fftwf_plan plan)
    {
        if (m_plan != nullptr) fftwf_destroy_plan(m_plan);
        m_plan = plan;
    }
    fftwf_plan get() const { return m_plan; }

private:
    fftwf_plan m_plan = nullptr;
};

/// Smallest size of the form 2^a 3^b 5^c that is a multiple of `step` and at least `least`.
std::size_t smoothSize(std::size_t least, std::size_t step)
{
    for (std::size_t size = (least + step - 1) / step * step;; size += step) {
        std::size_t rest = size;
        for (const std::size_t prime : {2U, 3U, 5U})
            while (rest % prime == 0)
                rest /= prime;
        if (rest == 1) return size;
    }
}

/// Real two-dimensional transforms of one size, in place, rows first. Half of the rows of a padded grid are zero on the
/// way in and unwanted on the way out: `rows` says how many are worked on. Estimated plans only: measured ones differ
/// between runs in the last bit.
class Transform {
public:
    void prepare(std::size_t size)
    {
        if (size == m_size) return;
        m_size = size;
        m_half = (size / 2 + 1 + kColumns - 1) / kColumns * kColumns;
        const Buffer scratch(size * 2 * m_half);
        const int n = static_cast<int>(size);
        const int columns = static_cast<int>(kColumns);
        const int pitch = static_cast<int>(m_half);
        const std::scoped_lock lock(fftwPlannerMutex());
        m_rowsForward.set(fftwf_plan_dft_r2c_1d(n, scratch.data(), scratch.complex(), FFTW_ESTIMATE));
        m_rowsBackward.set(fftwf_plan_dft_c2r_1d(n, scratch.complex(), scratch.data(), FFTW_ESTIMATE));
        for (auto [plan, sign] : {std::pair{&m_columnsForward, FFTW_FORWARD}, std::pair{&m_columnsBackward, FFTW_BACKWARD}})
            plan->set(fftwf_plan_many_dft(1, &n, columns, scratch.complex(), nullptr, pitch, 1, scratch.complex(), nullptr, pitch, 1, sign,
                                          FFTW_ESTIMATE));
    }

    std::size_t size() const { return m_size; }
    /// Complex values from one row to the next.
    std::size_t pitch() const { return m_half; }
    std::size_t bufferFloats() const { return m_size * 2 * m_half; }

    void forward(const Buffer& grid, std::size_t rows, Workers& workers) const
    {
        workers.run(rows, 16, [&](std::size_t first, std::size_t last) {
            for (std::size_t r = first; r < last; ++r)
                fftwf_execute_dft_r2c(m_rowsForward.get(), grid.data() + r * 2 * m_half, grid.complex() + r * m_half);
        });
        columns(m_columnsForward, grid, workers);
    }

    void backward(const Buffer& grid, std::size_t rows, Workers& workers) const
    {
        columns(m_columnsBackward, grid, workers);
        workers.run(rows, 16, [&](std::size_t first, std::size_t last) {
            for (std::size_t r = first; r < last; ++r)
                fftwf_execute_dft_c2r(m_rowsBackward.get(), grid.complex() + r * m_half, grid.data() + r * 2 * m_half);
        });
    }

private:
    void columns(const Plan& plan, const Buffer& grid, Workers& workers) const
    {
        workers.run(m_half / kColumns, 2, [&](std::size_t first, std::size_t last) {
            for (std::size_t c = first; c < last; ++c)
                fftwf_execute_dft(plan.get(), grid.complex() + c * kColumns, grid.complex() + c * kColumns);
        });
    }

    std::size_t m_size = 0;
    std::size_t m_half = 0;
    Plan m_rowsForward;
    Plan m_rowsBackward;
    Plan m_columnsForward;
    Plan m_columnsBackward;
};

/// Where a coordinate lies: the first node of its box and the Lagrange weights of the box's nodes.
struct Place {
    std::uint32_t node = 0;
    std::array<float, kNodes> weight{};
};

Place placeOf(float coordinate, float low, float inverseSpacing, std::size_t boxes)
{
    const float units = (coordinate - low) * inverseSpacing;   // in node spacings from the grid's edge
    const auto box = std::min(static_cast<std::size_t>(std::max(units, 0.0F) / kNodes), boxes - 1);
    const float t = units - static_cast<float>(box * kNodes) - 0.5F;   // nodes at t = 0, 1, 2
    return {static_cast<std::uint32_t>(box * kNodes), {(t - 1) * (t - 2) * 0.5F, t * (2 - t), t * (t - 1) * 0.5F}};
}

class FftRepulsion final : public Repulsion {
public:
    explicit FftRepulsion(double boxWidth) : m_boxWidth(boxWidth) {}

    double compute(const Plane& map, Plane& force, Workers& workers) override
    {
        chooseGrid(map);
        if (m_transform.size() != m_kernelSize || m_spacing != m_kernelSpacing) makeKernels(workers);
        spread(map, workers);
        m_transform.forward(m_charge, nodesPerAxis(), workers);
        const double z = applyKernels(workers) - static_cast<double>(map.points());
        m_transform.backward(m_forceX, nodesPerAxis(), workers);
        m_transform.backward(m_forceY, nodesPerAxis(), workers);
        collect(force, workers);
        return z;
    }

private:
    std::size_t nodesPerAxis() const { return m_transform.size() / 2; }

    /// A square grid round the map. Its spacing moves on a ladder of 5 % steps and its size on the smooth numbers, so that
    /// the kernels are made anew only now and then.
    void chooseGrid(const Plane& map)
    {
        const auto [lowX, highX] = std::minmax_element(map.x.begin(), map.x.end());
        const auto [lowY, highY] = std::minmax_element(map.y.begin(), map.y.end());
        const double range = std::max({static_cast<double>(*highX - *lowX), static_cast<double>(*highY - *lowY), 1e-12}) * 1.0001;
        double width = m_boxWidth;
        if (range < kMinBoxes * m_boxWidth) {
            constexpr double kStep = 1.05;
            width = std::min(m_boxWidth, std::pow(kStep, std::ceil(std::log(range / kMinBoxes) / std::log(kStep))));
        }
        const auto boxes = std::max<std::size_t>(kMinBoxes, static_cast<std::size_t>(std::ceil(range / width)));
        // Twice the grid, so that the circular convolution does not wrap round.
        m_transform.prepare(smoothSize(2 * kNodes * boxes, 2 * kNodes));
        m_boxes = m_transform.size() / (2 * kNodes);
        m_spacing = width / kNodes;
        const double side = static_cast<double>(m_boxes) * width;
        m_lowX = static_cast<float>((static_cast<double>(*lowX) + static_cast<double>(*highX) - side) / 2);
        m_lowY = static_cast<float>((static_cast<double>(*lowY) + static_cast<double>(*highY) - side) / 2);
    }

    /// Transforms of w (real and even) and of x w^2 (imaginary and odd in x; that of y w^2 is its transpose).
    void makeKernels(Workers& workers)
    {
        const std::size_t size = m_transform.size();
        const std::size_t pitch = m_transform.pitch();
        if (size != m_kernelSize) {
            m_charge = Buffer(m_transform.bufferFloats());
            m_forceX = Buffer(m_transform.bufferFloats());
            m_forceY = Buffer(m_transform.bufferFloats());
        }
        m_weightKernel.assign(size * pitch, 0.0F);
        m_forceKernelX.assign(size * pitch, 0.0F);
        m_forceKernelY.assign(size * pitch, 0.0F);
        const auto offset = [size, this](std::size_t i) {
            if (i == size / 2) return HUGE_VAL;   // reached by no pair of nodes
            return (static_cast<double>(i) - (i > size / 2 ? static_cast<double>(size) : 0.0)) * m_spacing;
        };
        workers.run(size, 16, [&](std::size_t first, std::size_t last) {
            for (std::size_t r = first; r < last; ++r)
                for (std::size_t c = 0; c < size; ++c) {
                    const double x = offset(c);
                    const double y = offset(r);
                    const double w = 1 / (1 + x * x + y * y);
                    const bool reached = std::isfinite(x) && std::isfinite(y);
                    m_charge.data()[r * 2 * pitch + c] = reached ? static_cast<float>(w) : 0.0F;
                    m_forceX.data()[r * 2 * pitch + c] = reached ? static_cast<float>(x * w * w) : 0.0F;
                    m_forceY.data()[r * 2 * pitch + c] = reached ? static_cast<float>(y * w * w) : 0.0F;
                }
        });
        for (const Buffer* kernel : {&m_charge, &m_forceX, &m_forceY})
            m_transform.forward(*kernel, size, workers);
        // FFTW does not scale: the 1 / size^2 of the way back is put into the kernels.
        const float scale = 1.0F / (static_cast<float>(size) * static_cast<float>(size));
        for (std::size_t r = 0; r < size; ++r)
            for (std::size_t c = 0; c < size / 2 + 1; ++c) {
                const std::size_t at = r * pitch + c;
                m_weightKernel[at] = m_charge.complex()[at][0] * scale;
                m_forceKernelX[at] = m_forceX.complex()[at][1] * scale;
                m_forceKernelY[at] = m_forceY.complex()[at][1] * scale;
            }
        m_kernelSize = size;
        m_kernelSpacing = m_spacing;
    }

    /// Each point's unit charge goes to the nine nodes of its box.
    void spread(const Plane& map, Workers& workers)
    {
        const std::size_t points = map.points();
        const auto inverse = static_cast<float>(1 / m_spacing);
        m_placeX.resize(points);
        m_placeY.resize(points);
        workers.run(points, 4096, [&](std::size_t first, std::size_t last) {
            for (std::size_t i = first; i < last; ++i) {
                m_placeX[i] = placeOf(map.x[i], m_lowX, inverse, m_boxes);
                m_placeY[i] = placeOf(map.y[i], m_lowY, inverse, m_boxes);
            }
        });
        m_charge.clear();
        const std::size_t pitch = 2 * m_transform.pitch();
        for (std::size_t i = 0; i < points; ++i)   // by one thread: two points may share a node
            for (int r = 0; r < kNodes; ++r) {
                float* row = m_charge.data() + (m_placeY[i].node + static_cast<std::size_t>(r)) * pitch + m_placeX[i].node;
                for (int c = 0; c < kNodes; ++c)
                    row[c] += m_placeY[i].weight[static_cast<std::size_t>(r)] * m_placeX[i].weight[static_cast<std::size_t>(c)];
            }
    }

    /// Multiplies by the kernels; gives the sum of w over all pairs, a point with itself included, by Parseval's theorem.
    double applyKernels(Workers& workers)
    {
        const std::size_t size = m_transform.size();
        const std::size_t pitch = m_transform.pitch();
        std::vector<double> rowSums(size, 0.0);
        workers.run(size, 16, [&](std::size_t first, std::size_t last) {
            for (std::size_t r = first; r < last; ++r)
                rowSums[r] = applyRow(r * pitch, size / 2 + 1);
        });
        double z = 0;
        for (const double sum : rowSums)
            z += sum;
        return z;
    }

    double applyRow(std::size_t start, std::size_t count)
    {
        double z = 0;
        for (std::size_t c = 0; c < count; ++c) {
            const std::size_t at = start + c;
            const float re = m_charge.complex()[at][0];
            const float im = m_charge.complex()[at][1];
            // Columns but the first and the last stand for their mirror images too.
            const double times = c == 0 || c + 1 == count ? 1.0 : 2.0;
            z += times * static_cast<double>((re * re + im * im) * m_weightKernel[at]);
            m_forceX.complex()[at][0] = -im * m_forceKernelX[at];
            m_forceX.complex()[at][1] = re * m_forceKernelX[at];
            m_forceY.complex()[at][0] = -im * m_forceKernelY[at];
            m_forceY.complex()[at][1] = re * m_forceKernelY[at];
        }
        return z;
    }

    void collect(Plane& force, Workers& workers)
    {
        const std::size_t pitch = 2 * m_transform.pitch();
        workers.run(force.points(), 4096, [&](std::size_t first, std::size_t last) {
            for (std::size_t i = first; i < last; ++i) {
                float x = 0;
                float y = 0;
                for (std::size_t r = 0; r < kNodes; ++r) {
                    const std::size_t row = (m_placeY[i].node + r) * pitch + m_placeX[i].node;
                    for (std::size_t c = 0; c < kNodes; ++c) {
                        const float weight = m_placeY[i].weight[r] * m_placeX[i].weight[c];
                        x += weight * m_forceX.data()[row + c];
                        y += weight * m_forceY.data()[row + c];
                    }
                }
                force.x[i] = x;
                force.y[i] = y;
            }
        });
    }

    double m_boxWidth;
    Transform m_transform;
    std::size_t m_boxes = 0;
    double m_spacing = 0;
    float m_lowX = 0;
    float m_lowY = 0;
    std::size_t m_kernelSize = 0;
    double m_kernelSpacing = 0;
    std::vector<float> m_weightKernel;
    std::vector<float> m_forceKernelX;
    std::vector<float> m_forceKernelY;
    Buffer m_charge;
    Buffer m_forceX;
    Buffer m_forceY;
    std::vector<Place> m_placeX;
    std::vector<Place> m_placeY;
};

}  // namespace

std::unique_ptr<Repulsion> fftRepulsion(double boxWidth)
{
    return std::make_unique<FftRepulsion>(boxWidth);
}

}  // namespace engine::embed
