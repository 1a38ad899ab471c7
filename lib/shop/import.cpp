#include "shop/import.hpp"

#include "base/identifier.hpp"
#include "base/read/reading.hpp"
#include "base/utf8.hpp"
#include "shop/batch.hpp"
#include "shop/outlet.hpp"
#include "shop/private/short_code.hpp"
#include "shop/staff.hpp"

namespace svcctl::shop {
namespace {

using csv::ImportRow;
using csv::Outcome;

std::vector<std::string> role_words(std::string_view typed) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : utf8::plain(typed) + " ") {
    if (c != ' ' && c != ',' && c != ';' && c != '/')
      word += c;
    else if (!word.empty())
      words.push_back(std::exchange(word, {}));
  }
  return words;
}

std::optional<std::set<Role>> read_roles(const ImportRow& row) {
  const auto typed = row.maybe("roles");
  if (!typed) return std::nullopt;
  std::set<Role> roles;
  for (const auto& word : role_words(*typed)) {
    const auto role = readers::code<Role>(word);
    if (!role) throw bad_data("import.roles", tr("'{0}' is none of {1}", word, all_codes<Role>()));
    roles.insert(*role);
  }
  return roles;
}

/// Whether a list says of a phone what is on file. @param on_file as it is shown
bool same_phone(const std::optional<std::string>& typed, const std::string& on_file) {
  return !typed || Phone(*typed).shown() == on_file;
}

/// Whether somebody left because the list they came with was taken back, and for no other reason.
bool left_by_undo(const store::ReadTxn& tx, std::int64_t staff_id) {
  return tx
      .value<std::int64_t>(
          R"(SELECT 1 AS value FROM import_batch_row r JOIN import_batch b ON b.id = r.batch_id
              WHERE r.table_name = 'staff' AND r.row_id = :id AND r.outcome = 'new'
                AND b.undone_at = (SELECT MAX(e.to_at) FROM staff_employment e
                                    WHERE e.staff_id = :id)
              LIMIT 1)",
          {{"id", staff_id}})
      .has_value();
}

Outcome take_staff(store::WriteTxn& tx, const ImportRow& row) {
  const auto code = row.text("code");
  const auto before = seek_staff(tx, code);
  const bool back = before && !before->active && left_by_undo(tx, before->id);
  const StaffFields fields{
      .name = row.maybe("name"),
      .phone = row.maybe("phone"),
      .roles = read_roles(row),
      .active = back ? std::optional(true) : std::nullopt,
      .outlet = row.maybe("outlet"),
      .mend = "svcctl staff add " + code + " --name " + row.text("name") + " --sure"};
  if (!before) {
    add_staff(tx, code, fields);
    return Outcome::created;
  }
  const bool same =
      !back && fields.name.value_or(before->name) == before->name &&
      same_phone(fields.phone, before->phone_typed.empty() ? before->phone : before->phone_typed) &&
      fields.roles.value_or(before->roles) == before->roles &&
      fields.outlet.value_or(before->outlet) == before->outlet;
  if (same) return Outcome::unchanged;
  set_staff(tx, code, fields);
  return Outcome::changed;
}

Outcome take_outlet(store::WriteTxn& tx, const ImportRow& row) {
  const auto code = row.text("code");
  const OutletFields fields{.name = row.maybe("name"),
                            .address = row.maybe("address"),
                            .district = row.maybe("district"),
                            .phone = row.maybe("phone"),
                            .hours = row.maybe("hours"),
                            .scope = row.maybe("scope"),
                            .credit_code = row.maybe("credit_code")};
  const auto before = seek_outlet(tx, code);
  if (!before) {
    add_outlet(tx, code, fields);
    return Outcome::created;
  }
  const bool same = fields.name.value_or(before->name) == before->name &&
                    fields.address.value_or(before->address) == before->address &&
                    fields.district.value_or(before->district) == before->district &&
                    same_phone(fields.phone, before->phone) &&
                    fields.hours.value_or(before->hours) == before->hours &&
                    fields.scope.value_or(before->scope) == before->scope &&
                    fields.credit_code.value_or(before->credit_code) == before->credit_code;
  if (same) return Outcome::unchanged;
  set_outlet(tx, code, fields);
  return Outcome::changed;
}

std::string roles_alike(std::string_view typed) {
  const auto words = role_words(typed);
  std::set<std::string> codes;
  for (const auto& word : words) {
    const auto role = readers::code<Role>(word);
    codes.insert(role ? to_code(*role) : word);
  }
  std::string out;
  for (const auto& code : codes) out += code + " ";
  return out;
}

constexpr std::array staff_list = {
    csv::Column{"code", "staff|staff code|工号|员工代码|员工编号|代码", csv::Type::identifier,
                csv::Need::value, csv::CodeWords{}, &utf8::capitals},
    csv::Column{"name", "姓名|员工|员工姓名"},
    csv::Column{"roles", "role|角色|岗位|职务|工种", csv::Type::text, csv::Need::no,
                csv::CodeWords{}, &roles_alike},
    csv::Column{"phone", "mobile|电话|手机|手机号|联系电话", csv::Type::text, csv::Need::no,
                csv::CodeWords{}, &csv::key_of<Phone>},
    csv::Column{"outlet", "at outlet|网点|门店|所属网点|所属门店", csv::Type::text, csv::Need::no,
                csv::CodeWords{}, &utf8::capitals},
};

constexpr std::array outlet_list = {
    csv::Column{"code", "outlet|代码|网点代码|门店代码|网点编号", csv::Type::identifier,
                csv::Need::value, csv::CodeWords{}, &utf8::capitals},
    csv::Column{"name", "名称|网点|网点名称|门店|门店名称"},
    csv::Column{"scope", "service scope|服务范围|范围|经营范围"},
    csv::Column{"address", "地址"},
    csv::Column{"district", "片区|区域"},
    csv::Column{"phone", "电话|联系电话", csv::Type::text, csv::Need::no, csv::CodeWords{},
                &csv::key_of<Phone>},
    csv::Column{"hours", "opening hours|营业时间"},
    csv::Column{"credit_code", "credit code|信用代码|统一社会信用代码", csv::Type::text,
                csv::Need::no, csv::CodeWords{}, &csv::key_of<CreditCode>},
};

}  // namespace

std::span<const csv::Column> staff_list_columns() { return staff_list; }
std::span<const csv::Column> outlet_list_columns() { return outlet_list; }

csv::ImportResult import_staff(store::WriteTxn& tx, csv::RowSource& source,
                               const csv::ImportOptions& options) {
  require_right(tx, Right::manage);
  Batch batch(tx, BatchKind::staff, options);
  return batch.take(source, staff_list, {{.by = "code"}},
                    [&](const ImportRow& row) { return take_staff(tx, row); });
}

csv::ImportResult import_outlets(store::WriteTxn& tx, csv::RowSource& source,
                                 const csv::ImportOptions& options) {
  require_right(tx, Right::manage);
  Batch batch(tx, BatchKind::outlet, options);
  return batch.take(source, outlet_list, {{.by = "code"}},
                    [&](const ImportRow& row) { return take_outlet(tx, row); });
}

}  // namespace svcctl::shop
