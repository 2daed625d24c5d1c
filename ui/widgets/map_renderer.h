#pragma once
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include <QImage>
#include <QObject>

#include "ui/widgets/map_scene.h"

namespace ui::widgets {

/// Draws maps on a thread of its own. The newest wish wins: one that waits is replaced, nothing queues up.
class MapRenderer : public QObject {
    Q_OBJECT
public:
    struct Request {
        MapScene scene;
        MapTransform transform;
        QSize size;              ///< logical pixels
        qreal ratio = 1;         ///< device pixels a logical one
        double radius = 3;       ///< of a mark, logical pixels
        MapLook look;
        quint64 number = 0;      ///< comes back with the picture
    };
    struct Picture {
        QImage image;            ///< null = nothing drawn yet
        MapTransform transform;
        QSize size;
        quint64 number = 0;
        double milliseconds = 0; ///< what drawing took
    };

    explicit MapRenderer(QObject* parent = nullptr);
    ~MapRenderer() override;

    void want(Request request);

    /// On the calling thread. Selected and found points lie on top; among the others later ones cover earlier ones.
    static QImage draw(const Request& request);
    /// One mark as it stands on the map, for legends.
    static QImage mark(int group, double radius, qreal ratio, const MapLook& look);

Q_SIGNALS:
    void drawn(const ui::widgets::MapRenderer::Picture& picture);

private:
    void serve(const std::stop_token& quit);

    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    // --- guarded by m_mutex ---
    std::optional<Request> m_wanted;
    // --------------------------
    std::jthread m_thread;   // last member: starts after, ends before the rest
};

}  // namespace ui::widgets
