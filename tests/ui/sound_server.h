#pragma once
#include <cstdint>
#include <fstream>
#include <string>
#include <vector>

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

/// A PulseAudio server of one's own with a null sink, whose monitor is what a listener would hear: mono, 16 bit, 44100 Hz.
/// Make it before the first use of QtMultimedia: the environment is changed for good.
class SoundServer {
public:
    static bool isInstalled() { return !QStandardPaths::findExecutable("pulseaudio").isEmpty() && !QStandardPaths::findExecutable("parec").isEmpty(); }

    SoundServer()
    {
        qputenv("XDG_RUNTIME_DIR", m_folder.path().toUtf8());
        qputenv("PULSE_SERVER", ("unix:" + socket()).toUtf8());
        m_server.setStandardErrorFile(QProcess::nullDevice());
        m_server.start("pulseaudio", {"-n", "--exit-idle-time=-1", "--daemonize=no", "--use-pid-file=no", "--load=module-null-sink sink_name=ear rate=44100",
                                      "--load=module-native-protocol-unix auth-anonymous=1 socket=" + socket()});
        QElapsedTimer waited;
        waited.start();
        while (!QFile::exists(socket()) && waited.elapsed() < 10'000) m_server.waitForFinished(50);
        m_monitor.start("parec", {"--device=ear.monitor", "--format=s16le", "--rate=44100", "--channels=1", "--latency-msec=5"});
    }
    ~SoundServer()
    {
        for (auto* process : {&m_monitor, &m_server}) {
            process->terminate();
            if (!process->waitForFinished(2000)) process->kill();
        }
    }

    /// Delivers what is heard on its standard output.
    QProcess& monitor() { return m_monitor; }

private:
    QString socket() const { return m_folder.filePath("sound"); }

    QTemporaryDir m_folder;
    QProcess m_server, m_monitor;
};

/// A mono 16-bit WAV at 44100 Hz.
inline void writeSound(const std::string& path, const std::vector<std::int16_t>& samples)
{
    constexpr std::uint32_t kRateHz = 44100;
    std::ofstream file(path, std::ios::binary);
    const auto put = [&](std::uint32_t value, int bytes) { file.write(reinterpret_cast<const char*>(&value), bytes); };
    const auto bytes = static_cast<std::uint32_t>(samples.size() * 2);
    file << "RIFF";
    put(36 + bytes, 4);
    file << "WAVEfmt ";
    put(16, 4), put(1, 2), put(1, 2), put(kRateHz, 4), put(kRateHz * 2, 4), put(2, 2), put(16, 2);
    file << "data";
    put(bytes, 4);
    file.write(reinterpret_cast<const char*>(samples.data()), bytes);
}
