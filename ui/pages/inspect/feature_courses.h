#pragma once
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

#include <QObject>
#include <QString>

#include "engine/features/feature.h"
#include "engine/features/key.h"

namespace ui::inspect {

/// The hand-made features of one file over time.
struct FeatureCourses {
    std::vector<const engine::features::FeatureEntry*> features;   ///< those that have courses
    std::vector<engine::features::Matrix> courses;                 ///< one a feature
    std::size_t frames = 0;
    std::vector<double> beatSeconds;
    std::vector<double> barStarts;                                 ///< seconds; four beats each, from the start of the file
    double beatsPerMinute = 0;
    std::optional<engine::features::Key> key;
};
using FeatureCoursesPtr = std::shared_ptr<const FeatureCourses>;

/// "Chroma C#", in the user's language.
QString courseName(const engine::features::FeatureEntry& feature, std::size_t row);

/// Analyses one file on its own thread. A new load() makes the one before void. All methods and signals: GUI thread.
class FeatureLoader : public QObject {
    Q_OBJECT
public:
    explicit FeatureLoader(QObject* parent = nullptr);
    ~FeatureLoader() override;

    void load(std::filesystem::path file);
    void clear();

Q_SIGNALS:
    void loaded(const ui::inspect::FeatureCoursesPtr& courses);
    void failed(const QString& message);

private:
    struct Wish {
        std::filesystem::path file;
        std::uint64_t number = 0;
        std::stop_token stop;
    };
    void serve(std::stop_token quit);
    void analyse(const Wish& wish);
    void tell(const Wish& wish, std::function<void()> news);

    // --- GUI thread ---
    std::stop_source m_stop;
    std::uint64_t m_number = 0;
    // --- guarded by m_mutex ---
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::optional<Wish> m_wanted;
    // --------------------------
    std::jthread m_thread;   // last member: starts after, ends before the rest
};

}  // namespace ui::inspect
