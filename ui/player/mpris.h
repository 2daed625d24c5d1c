#pragma once
#include <functional>
#include <memory>

#include <QObject>

namespace ui {

class Player;

/// The desktop's media keys and player panels, by MPRIS 2 (specifications.freedesktop.org/mpris-spec) on the session bus.
/// Without a bus, or where the name is taken, it does nothing and says nothing.
class Mpris : public QObject {
    Q_OBJECT
public:
    struct Wishes {
        std::function<void()> raise, quit, next, previous;
    };
    Mpris(Player& player, Wishes wishes, QObject* parent = nullptr);
    ~Mpris() override;

    bool isRegistered() const { return m_registered; }
    /// Shown by the desktop with the next change; empty = the file's name.
    void setTitle(const QString& title, const QString& artist);

private:
    void announce(const QVariantMap& changed);
    bool m_registered = false;
};

}  // namespace ui
