#include "app/single_instance.h"

#include <unistd.h>

#include <QLocalSocket>
#include <QObject>

#include "engine/core/sha256.h"

namespace app {

namespace {

constexpr int kAnswerMs = 500;

// One path a line; names are bytes and may hold a line end, so they travel percent-encoded.
QByteArray encoded(const SingleInstance::Paths& paths)
{
    QByteArray text;
    for (const auto& path : paths) {
        std::error_code ignored;
        const auto whole = std::filesystem::absolute(path, ignored).native();
        text += QByteArray(whole.data(), static_cast<qsizetype>(whole.size())).toPercentEncoding("/") + '\n';
    }
    return text;
}

SingleInstance::Paths decoded(const QByteArray& text)
{
    SingleInstance::Paths paths;
    for (const auto& line : text.split('\n'))
        if (!line.isEmpty()) paths.emplace_back(QByteArray::fromPercentEncoding(line).toStdString());
    return paths;
}

}  // namespace

SingleInstance::SingleInstance(const std::filesystem::path& workspace)
{
    std::error_code ignored;
    const auto key = std::filesystem::weakly_canonical(workspace, ignored).native() + std::to_string(::getuid());
    m_name = QStringLiteral("tagbench-") + QString::fromStdString(engine::sha256Hex(key)).left(16);
}

bool SingleInstance::handOver(const Paths& paths) const
{
    QLocalSocket socket;
    socket.connectToServer(m_name);
    if (!socket.waitForConnected(kAnswerMs)) return false;
    socket.write(encoded(paths));
    socket.waitForBytesWritten(kAnswerMs);
    socket.disconnectFromServer();
    return true;
}

void SingleInstance::listen(std::function<void(Paths)> received)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    // Nobody answered, so a socket of this name was left by a killed program.
    QLocalServer::removeServer(m_name);
    QObject::connect(&m_server, &QLocalServer::newConnection, &m_server, [this, received] {
        auto* socket = m_server.nextPendingConnection();
        QObject::connect(socket, &QLocalSocket::disconnected, socket, [socket, received] {
            received(decoded(socket->readAll()));
            socket->deleteLater();
        });
    });
    m_server.listen(m_name);
}

}  // namespace app
