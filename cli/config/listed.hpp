#pragma once

#include <vector>

#include "cli/config/config.hpp"

// What `config show` lists of the settings that are lists and tables.
namespace svcctl::cli {

using SettingRows = std::vector<SettingRow>;

void list_roles(const Settings& s, SettingRows& rows);
void list_pin_for(const Settings& s, SettingRows& rows);
void list_high_voltage(const Settings& s, SettingRows& rows);
void list_region(const Settings& s, SettingRows& rows);
void list_warranty(const Settings& s, SettingRows& rows);
void list_markup(const Settings& s, SettingRows& rows);
void list_aliases(const Settings& s, SettingRows& rows);
void list_callback_rules(const Settings& s, SettingRows& rows);
void list_opening_hours(const Settings& s, SettingRows& rows);
void list_working_days(const Settings& s, SettingRows& rows);
void list_complaint_clocks(const Settings& s, SettingRows& rows);
void list_authorities(const Settings& s, SettingRows& rows);
void list_severities(const Settings& s, SettingRows& rows);
void list_escalations(const Settings& s, SettingRows& rows);
void list_operations(const Settings& s, SettingRows& rows);
void list_fees(const Settings& s, SettingRows& rows);
void list_packages(const Settings& s, SettingRows& rows);
void list_inspections(const Settings& s, SettingRows& rows);
void list_systems(const Settings& s, SettingRows& rows);

}  // namespace svcctl::cli
