#pragma once
#include <QtTest>

#include <filesystem>
#include <fstream>

#include "engine/core/json.h"

/// $TAGBENCH_REFERENCE, or shared/reference beside the checkout.
inline std::filesystem::path goldenFolder(const char* below)
{
    const auto set = qgetenv("TAGBENCH_REFERENCE");
    const std::filesystem::path root =
        set.isEmpty() ? std::filesystem::path(TAGBENCH_SOURCE_DIR).parent_path() / "shared" / "reference" : std::filesystem::path(set.toStdString());
    return root / "tags" / "golden" / below;
}

inline engine::Json readGolden(const std::filesystem::path& path)
{
    std::ifstream file(path);
    return engine::Json::parse(file);
}

// Golden numbers are printed with 12 significant digits.
#define COMPARE_GOLDEN(actual, expected)                                                                      \
    do {                                                                                                      \
        const double a = (actual);                                                                            \
        const double e = (expected);                                                                          \
        QVERIFY2(std::abs(a - e) <= 2e-12 + 2e-11 * std::abs(e), qPrintable(QString("%1 is not %2").arg(a, 0, 'g', 17).arg(e, 0, 'g', 17))); \
    } while (false)

#define SKIP_WITHOUT(folder)                                                                                             \
    if (!std::filesystem::exists(folder)) QSKIP(qPrintable("no reference data in " + QString::fromStdString((folder).string())))
