#include "workbook/private/xml.hpp"

#include <expat.h>

#include <exception>
#include <new>
#include <utility>

namespace svcctl::workbook {
namespace {

constexpr int xml_block = 64 * 1024;
constexpr std::int64_t longest_mark = 1024 * 1024;
constexpr int deepest = 64;

std::string_view without_prefix(const char* name) {
  const std::string_view whole(name);
  return whole.substr(whole.rfind(':') + 1);
}

}  // namespace

const char* Attributes::find(std::string_view name) const {
  for (const char* const* pair = pairs_; *pair != nullptr; pair += 2)
    if (without_prefix(pair[0]) == name) return pair[1];
  return nullptr;
}

std::string_view Attributes::text(std::string_view name) const {
  const char* found = find(name);
  return found == nullptr ? std::string_view() : std::string_view(found);
}

bool Attributes::flag(std::string_view name) const {
  return text(name) == "1" || text(name) == "true";
}

struct Xml::State {
  State(std::streambuf& given, XmlEvents wanted,
        std::function<std::exception_ptr(std::int64_t)> how)
      : bytes(given),
        events(std::move(wanted)),
        broken(std::move(how)),
        parser(XML_ParserCreate(nullptr)) {
    if (parser == nullptr) throw std::bad_alloc();
    XML_SetUserData(parser, this);
    XML_SetElementHandler(parser, on_start, on_end);
    if (events.text) XML_SetCharacterDataHandler(parser, on_text);
    XML_SetStartDoctypeDeclHandler(parser, on_document_type);
  }
  ~State() { XML_ParserFree(parser); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  std::streambuf& bytes;
  XmlEvents events;
  std::function<std::exception_ptr(std::int64_t)> broken;
  XML_Parser parser;
  std::exception_ptr failed;
  std::int64_t given = 0;
  int depth = 0;
  bool pausing = false;
  bool suspended = false;

  void fail(std::exception_ptr why) {
    if (failed) return;
    failed = std::move(why);
    XML_StopParser(parser, XML_FALSE);
  }
  void fail_here() { fail(broken(XML_GetCurrentByteIndex(parser))); }

  /// Runs an event; an exception never crosses the parser, which is C.
  template <class Event>
  static void guard(void* self, Event event) {
    auto& state = *static_cast<State*>(self);
    if (state.failed) return;
    try {
      event(state);
    } catch (...) {
      state.fail(std::current_exception());
    }
  }
  static void on_start(void* self, const XML_Char* name, const XML_Char** attributes) {
    guard(self, [&](State& state) {
      if (++state.depth > deepest) return state.fail_here();
      if (state.events.start) state.events.start(without_prefix(name), Attributes(attributes));
    });
  }
  static void on_end(void* self, const XML_Char* name) {
    guard(self, [&](State& state) {
      --state.depth;
      if (state.events.end) state.events.end(without_prefix(name));
    });
  }
  static void on_text(void* self, const XML_Char* text, int size) {
    guard(self, [&](State& state) {
      state.events.text(std::string_view(text, static_cast<std::size_t>(size)));
    });
  }
  static void on_document_type(void* self, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    guard(self, [](State& state) { state.fail_here(); });
  }

  void feed() {
    void* buffer = XML_GetBuffer(parser, xml_block);
    if (buffer == nullptr) throw std::bad_alloc();
    const auto size = bytes.sgetn(static_cast<char*>(buffer), xml_block);
    given += size;
    judge(XML_ParseBuffer(parser, static_cast<int>(size), size == 0 ? XML_TRUE : XML_FALSE));
    // A mark that does not end is kept whole by the parser.
    if (!suspended && size > 0 && given - XML_GetCurrentByteIndex(parser) > longest_mark)
      std::rethrow_exception(broken(given));
  }

  void judge(XML_Status status) {
    if (failed) std::rethrow_exception(failed);
    if (status == XML_STATUS_ERROR) std::rethrow_exception(broken(XML_GetCurrentByteIndex(parser)));
    suspended = status == XML_STATUS_SUSPENDED;
  }

  bool finished() const {
    XML_ParsingStatus status;
    XML_GetParsingStatus(parser, &status);
    return status.parsing == XML_FINISHED;
  }
};

Xml::Xml(std::streambuf& bytes, XmlEvents events,
         std::function<std::exception_ptr(std::int64_t)> broken)
    : state_(std::make_unique<State>(bytes, std::move(events), std::move(broken))) {}

Xml::~Xml() = default;

bool Xml::run() {
  State& s = *state_;
  s.pausing = false;
  if (s.suspended) s.judge(XML_ResumeParser(s.parser));
  while (!s.suspended && !s.finished()) s.feed();
  return s.suspended;
}

void Xml::pause() {
  if (std::exchange(state_->pausing, true)) return;
  XML_StopParser(state_->parser, XML_TRUE);
}

}  // namespace svcctl::workbook
