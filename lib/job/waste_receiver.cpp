#include "job/private/waste_receiver.hpp"

#include <algorithm>

#include "shop/staff.hpp"

namespace svcctl::job {
namespace {

using store::Row;

std::vector<std::string> split(const std::string& list) {
  std::vector<std::string> codes;
  std::size_t from = 0;
  while (from <= list.size()) {
    const auto comma = std::min(list.find(',', from), list.size());
    if (comma > from) codes.push_back(list.substr(from, comma - from));
    from = comma + 1;
  }
  return codes;
}

std::string joined(const std::vector<std::string>& codes) {
  std::string list;
  for (const auto& code : codes) list += (list.empty() ? "" : ",") + code;
  return list;
}

WasteReceiver read_receiver(const Row& row) {
  WasteReceiver out = row.as<WasteReceiver>();
  out.waste_codes = split(row["waste_codes"]);
  return out;
}

/// With the licence in force.
constexpr const char* receiver_columns =
    R"(SELECT r.id, r.code, r.name, l.licence, l.waste_codes, l.valid_from_on, l.valid_to_on,
              r.phone
         FROM waste_receiver r JOIN waste_licence l ON l.receiver_id = r.id AND l.to_at IS NULL )";

std::optional<WasteReceiver> seek(const store::ReadTxn& tx, const std::string& code) {
  return tx.first(std::string(receiver_columns) + "WHERE r.code = :code", {{"code", code}},
                  read_receiver);
}

bool same_licence(const WasteReceiver& one, const WasteReceiver& other) {
  return one.licence == other.licence && one.waste_codes == other.waste_codes &&
         one.valid_from == other.valid_from && one.valid_to == other.valid_to;
}

/// Ends the licence in force and puts another on file.
void keep_licence(store::WriteTxn& tx, const WasteReceiver& receiver) {
  tx.run("UPDATE waste_licence SET to_at = :now WHERE receiver_id = :id AND to_at IS NULL",
         {{"id", receiver.id}, {"now", tx.now()}});
  tx.insert(R"(INSERT INTO waste_licence (receiver_id, licence, waste_codes, valid_from_on,
                                          valid_to_on, from_at, staff_id)
               VALUES (:id, :licence, :codes, :valid_from, :valid_to, :now, :staff))",
            {{"id", receiver.id},
             {"licence", receiver.licence},
             {"codes", joined(receiver.waste_codes)},
             {"valid_from", receiver.valid_from},
             {"valid_to", receiver.valid_to},
             tx.stamp()});
}

}  // namespace

void require_licensed(store::WriteTxn& tx, const WasteReceiver& receiver, const std::string& code) {
  const Date day = tx.judged_on();
  require(tx, receiver.valid_from <= day && day <= receiver.valid_to, Clause::old_parts,
          "waste.unlicensed",
          tr("the licence of {0} holds from {1} to {2}", receiver.code, receiver.valid_from.str(),
             receiver.valid_to.str()),
          "svcctl parts waste receiver " + receiver.code + " --licence … --valid-to DATE",
          store::Overridable::never);
  require(tx, std::ranges::find(receiver.waste_codes, code) != receiver.waste_codes.end(),
          Clause::old_parts, "waste.other-code",
          tr("the licence of {0} does not list {1}", receiver.code, code),
          "svcctl parts waste receivers", store::Overridable::never);
}

WasteReceiver set_waste_receiver(store::WriteTxn& tx, const std::string& code,
                                 const WasteReceiverFields& fields) {
  shop::require_right(tx, Right::manage);
  const auto there = seek(tx, code);
  const auto has = [&](const auto& field) { return there || field; };
  if (code.empty() || !has(fields.name) || !has(fields.licence) || !has(fields.waste_codes) ||
      !has(fields.valid_from) || !has(fields.valid_to))
    throw usage_error("waste.receiver-incomplete",
                      tr("a receiver of hazardous waste has a name, a licence, its codes and the "
                         "days it holds"),
                      "--name … --licence … --waste-code CODE --valid-from DATE --valid-to DATE");
  auto made = there.value_or(WasteReceiver{});
  made.code = code;
  made.name = fields.name.value_or(made.name);
  made.licence = fields.licence.value_or(made.licence);
  made.waste_codes = fields.waste_codes.value_or(made.waste_codes);
  made.valid_from = fields.valid_from.value_or(made.valid_from);
  made.valid_to = fields.valid_to.value_or(made.valid_to);
  made.phone = fields.phone.value_or(made.phone);
  if (made.valid_to < made.valid_from)
    throw usage_error("waste.receiver-dates", tr("the licence ends before it begins"));
  if (there)
    tx.run("UPDATE waste_receiver SET name = :name, phone = :phone WHERE id = :id",
           {{"id", made.id}, {"name", made.name}, {"phone", made.phone}});
  else
    made.id =
        tx.insert("INSERT INTO waste_receiver (code, name, phone) VALUES (:code, :name, :phone)",
                  {{"code", code}, {"name", made.name}, {"phone", made.phone}});
  if (!there || !same_licence(*there, made)) keep_licence(tx, made);
  tx.record(store::company, {"waste-receiver",
                             code,
                             {{"licence", made.licence},
                              {"codes", joined(made.waste_codes)},
                              {"valid_to", made.valid_to.str()}}});
  return find_waste_receiver(tx, code);
}

WasteReceiver find_waste_receiver(const store::ReadTxn& tx, const std::string& code) {
  auto found = seek(tx, code);
  if (!found)
    throw not_found("waste.no-receiver", tr("no receiver of hazardous waste {0}", code),
                    "svcctl parts waste receivers");
  return *std::move(found);
}

std::vector<WasteReceiver> waste_receivers(const store::ReadTxn& tx) {
  return tx.all(std::string(receiver_columns) + "ORDER BY r.code", {}, read_receiver);
}

}  // namespace svcctl::job
