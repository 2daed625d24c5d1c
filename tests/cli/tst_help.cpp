#include <QtTest>

/// Every command that --help lists explains itself; nothing is opened or written for that.
class tst_help : public QObject {
    Q_OBJECT

    static QPair<int, QString> help(const QStringList& command)
    {
        QProcess process;
        process.setProgram(QStringLiteral(TAGBENCH_BINARY_DIR "/bin/tagbench-cli"));
        process.setArguments(command + QStringList{"--help"});
        process.start();
        if (!process.waitForFinished()) return {-1, {}};
        return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput())};
    }

    static QStringList subcommands(const QString& text)
    {
        QStringList names;
        static const QRegularExpression line("^  ([a-z]+) ", QRegularExpression::MultilineOption);
        auto matches = line.globalMatch(text.mid(text.indexOf("Subcommands:")));
        while (text.contains("Subcommands:") && matches.hasNext())
            names << matches.next().captured(1);
        return names;
    }

private Q_SLOTS:
    void everyCommandExplainsItself()
    {
        const auto [status, text] = help({});
        QCOMPARE(status, 0);
        const auto commands = subcommands(text);
        QVERIFY(commands.size() >= 15);
        for (const auto& command : commands) {
            const auto [own, page] = help({command});
            QVERIFY2(own == 0 && page.size() > 80, qPrintable(command));
            for (const auto& sub : subcommands(page))
                QVERIFY2(help({command, sub}).first == 0, qPrintable(command + ' ' + sub));
        }
    }

    void theVersionIsPrinted()
    {
        QProcess process;
        process.start(QStringLiteral(TAGBENCH_BINARY_DIR "/bin/tagbench-cli"), {"--version"});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 0);
        QVERIFY(process.readAllStandardOutput().startsWith("tagbench "));
    }
};

QTEST_GUILESS_MAIN(tst_help)
#include "tst_help.moc"
