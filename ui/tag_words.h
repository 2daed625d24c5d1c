#pragma once
#include <string>

#include <QString>

namespace ui {

/// A kind of tag in the user's language: "genre", "mood/theme"; one that nobody has translated, as a data set named it.
QString tagTypeName(const std::string& type);
/// Who gave a tag, in the user's words: "In the file", "Yours", otherwise the source itself.
QString tagSourceName(const std::string& source);

}  // namespace ui
