#include "callback/message.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "callback/call.hpp"
#include "callback/private/wrong_number.hpp"
#include "callback/rule.hpp"
#include "customer/privacy.hpp"
#include "shop/batch.hpp"
#include "shop/staff.hpp"

namespace svcctl::callback {
namespace {

bool mobile(const std::string& phone) {
  return phone.size() == 11 && phone[0] == '1' && phone[1] >= '3' && phone[1] <= '9' &&
         std::ranges::all_of(phone, [](char c) { return c >= '0' && c <= '9'; });
}

bool sent(const store::ReadTxn& tx, std::int64_t follow_up_id) {
  return tx
      .value<std::int64_t>("SELECT id AS value FROM follow_up_message WHERE follow_up_id = :id",
                           {{"id", follow_up_id}})
      .has_value();
}

/// What is due by text message; of a kind that was asked for, by whatever channel.
std::vector<FollowUp> to_send(const store::ReadTxn& tx, DueFilter filter) {
  if (!filter.kind) filter.channel = CallChannel::sms;
  std::vector<FollowUp> out;
  each_due_whole(tx, filter, [&](const FollowUp& follow_up) { out.push_back(follow_up); });
  return out;
}

void keep_sent(store::WriteTxn& tx, TextMessage& message, const std::string& purpose) {
  const auto& follow_up = message.follow_up;
  const auto known = tx.first(
      R"(SELECT f.outlet_id, k.salt FROM follow_up f JOIN customer k ON k.id = f.customer_id
          WHERE f.id = :id)",
      {{"id", follow_up.id}}, [](const store::Row& row) {
        return std::pair<std::int64_t, std::string>(row["outlet_id"], row["salt"]);
      });
  message.number = tx.next_number('M', known->first);
  tx.insert(
      R"(INSERT INTO follow_up_message (number, follow_up_id, text_digest, characters, segments,
                                        purpose, at, recorded_at, staff_id, outlet_id)
         VALUES (:number, :follow_up, :digest, :characters, :segments, :purpose, :at, :now,
                 :staff, (SELECT outlet_id FROM follow_up WHERE id = :follow_up)))",
      {{"number", message.number},
       {"follow_up", follow_up.id},
       {"digest", number_digest(known->second, message.text)},
       {"characters", message.characters},
       {"segments", message.segments},
       {"purpose", purpose},
       tx.stamp()});
  tx.record(store::of_outlet(follow_up.outlet_id),
            {"message",
             message.number,
             {{"follow_up", follow_up.number}, {"segments", std::to_string(message.segments)}}});
}

constexpr std::array message_result_list = {
    csv::Column{"message", "message no|msgid|message id|消息编号|短信编号|流水号",
                csv::Type::identifier, csv::Need::value},
    csv::Column{"status", "state|result|report|状态|结果|发送结果|状态报告", csv::Type::code,
                csv::Need::value, csv::words_of<Report>},
};

/// A reminder says all it has to say; these ask something, and text messages bring no answer back.
bool asks(CallbackKind kind) {
  return kind == CallbackKind::after_service || kind == CallbackKind::issue;
}

void apply(store::WriteTxn& tx, const FollowUp& follow_up, Report report) {
  if (report == Report::unsubscribed) return refuse(tx, follow_up, CallChannel::sms);
  if (follow_up.state != State::open) return;
  RecordRequest request{.number = follow_up.number, .channel = CallChannel::sms};
  switch (report) {
    case Report::delivered:
      request.outcome = asks(follow_up.kind) ? Outcome::no_answer : Outcome::reached;
      break;
    case Report::wrong_number: request.outcome = Outcome::wrong_number; break;
    default: request.outcome = Outcome::no_answer; break;
  }
  record(tx, request);
  if (request.outcome != Outcome::reached) leave_channel(tx, follow_up, CallChannel::sms);
}

csv::Outcome take_result(store::WriteTxn& tx, const csv::ImportRow& row) {
  const auto number = row.text("message");
  const auto report = *row.code<Report>("status");
  const auto message = tx.first(
      R"(SELECT m.id, f.number FROM follow_up_message m JOIN follow_up f ON f.id = m.follow_up_id
          WHERE m.number = :number)",
      {{"number", number}}, [](const store::Row& found) {
        return std::pair<std::int64_t, std::string>(found["id"], found["number"]);
      });
  if (!message)
    throw bad_data("import.message", tr("there is no message {0} on the ledger", number));
  const auto kept = tx.insert(
      R"(INSERT INTO follow_up_message_result (message_id, outcome, at, recorded_at, staff_id,
                                               outlet_id)
         VALUES (:message, :outcome, :at, :now, :staff,
                 (SELECT outlet_id FROM follow_up_message WHERE id = :message))
         ON CONFLICT (message_id, outcome) DO NOTHING)",
      {{"message", message->first}, {"outcome", report}, tx.stamp()});
  if (kept == 0) return csv::Outcome::unchanged;
  const auto follow_up = find_follow_up(tx, message->second);
  tx.record(store::of_outlet(follow_up.outlet_id),
            {"message", number, {{"report", to_code(report)}}});
  apply(tx, follow_up, report);
  return csv::Outcome::created;
}

}  // namespace

void permit_export(store::WriteTxn& tx, const ExportRequest& request, const char* form) {
  shop::require_right(tx, Right::follow_up);
  customer::look_whole(
      tx, {.kind = customer::AccessKind::export_, .purpose = request.purpose, .file = form});
}

LeftOut export_messages(store::WriteTxn& tx, const ExportRequest& request,
                        const std::function<void(const TextMessage&)>& take) {
  permit_export(tx, request, "sms");
  LeftOut out;
  for (auto& follow_up : to_send(tx, request.due)) {
    TextMessage message;
    message.phone = follow_up.phone;
    message.text = script_of(tx, follow_up);
    if (sent(tx, follow_up.id)) {
      ++out.already_sent;
    } else if (!mobile(follow_up.phone) || follow_up.number_wrong) {
      ++out.no_mobile;
    } else if (message.text.empty()) {
      ++out.no_script;
    } else {
      message.characters = message_length(message.text);
      message.segments = message_segments(message.text);
      message.follow_up = std::move(follow_up);
      keep_sent(tx, message, request.purpose);
      take(message);
    }
  }
  return out;
}

std::span<const csv::Column> message_result_list_columns() { return message_result_list; }

csv::ImportResult import_results(store::WriteTxn& tx, csv::RowSource& source,
                                 const csv::ImportOptions& options) {
  shop::require_right(tx, Right::follow_up);
  tx.stands_on(Clause::callback, {});
  shop::Batch batch(tx, shop::BatchKind::message, options);
  return batch.take(source, message_result_list, {},
                    [&](const csv::ImportRow& row) { return take_result(tx, row); });
}

}  // namespace svcctl::callback
