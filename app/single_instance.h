#pragma once
#include <filesystem>
#include <functional>
#include <vector>

#include <QLocalServer>

namespace app {

/// One window per workspace: the second start hands its files to the first and ends.
class SingleInstance {
public:
    using Paths = std::vector<std::filesystem::path>;

    explicit SingleInstance(const std::filesystem::path& workspace);
    /// True = another window has this workspace and has taken the paths.
    bool handOver(const Paths& paths) const;
    /// From now on this window is the one; `received` is called for each later start.
    void listen(std::function<void(Paths)> received);

private:
    QString m_name;
    QLocalServer m_server;
};

}  // namespace app
