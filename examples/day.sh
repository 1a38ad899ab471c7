#!/bin/sh
# Two days of a small garage, as its people type them: eight cars and more, from the gate to the
# follow-up list. Wants a new store (SVCCTL_DB) with the configuration of this folder, the supplier's
# price list imported, and nobody on the staff yet. The clock is set by hand (SVCCTL_NOW), so that
# every run gives the same result. script/demo shows how it is called.
set -eu

# Prints a command and runs it.
say() {
  printf '\n$'
  for word in "$@"; do
    case $word in
      *[!a-zA-Z0-9_./:=@,+%*-]*) printf " '%s'" "$word" ;;
      *) printf ' %s' "$word" ;;
    esac
  done
  printf '\n'
  "$@"
}
# The same, of a command that the standard forbids at this moment: anything else is a failure.
refused() {
  code=0
  say "$@" 2>&1 || code=$?
  [ "$code" -eq 4 ] || { echo "day: expected a refusal, got exit code $code" >&2; exit 1; }
}
# Sets the clock: a day, and the hour and minute in the shop (UTC+8, from eight o'clock on).
clock() {
  SVCCTL_NOW=$(printf '%sT%02d:%02d:00Z' "$1" $(($2 - 8)) "$3")
  export SVCCTL_NOW
}
# Sets who types.
who() {
  SVCCTL_STAFF=$1
  export SVCCTL_STAFF
}
heading() { printf '\n=== %s\n' "$1"; }
# A job's own steps that hardly differ from car to car.
repair() { # JOB TASK TECHNICIAN OTHER
  who "$3"
  say svcctl job task "$1" start "$2"
  say svcctl job task "$1" finish "$2"
  say svcctl job check "$1" "$2" --self --pass
  who "$4"
  say svcctl job check "$1" "$2" --cross --pass
}
hand_over() { # JOB NAME ODOMETER
  who A01
  say svcctl settle prepare "$1" --cleaned --explained "讲解了维修项目和更换的配件" --demonstrated "试车" --valuables-returned
}

heading "The people and a supplier · 人员与供应商"
clock 2026-11-21 8 0
say svcctl staff add M01 --name "店长" --role manager
who M01
say svcctl staff add A01 --name "前台甲" --role advisor
say svcctl staff add A02 --name "前台乙" --role advisor
say svcctl staff add T01 --name "技师甲" --role technician
say svcctl staff add T02 --name "技师乙" --role technician
say svcctl staff add I01 --name "检验员" --role inspector
say svcctl staff add P01 --name "库管" --role parts-keeper
say svcctl staff add C01 --name "收银" --role cashier
say svcctl staff certificate add T02 --kind high-voltage --number GY-2025-0117 --valid-to 2028-06-30
who P01
say svcctl parts supplier add HB --name "华北汽配" --licence 91110000600037341L --qualification "品牌授权 2026" --valid-to 2027-12-31
refused svcctl parts receive --supplier HB --part OIL-0001:12@168
who M01
say svcctl parts supplier approve HB
who P01
say svcctl parts receive --supplier HB --document HB-1121 --part OIL-0001:12@168 --lot M5W30-2609 --expires 2029-09-30 --trace TM-88121
say svcctl parts receive --supplier HB --document HB-1121 --part 06A-100C00:6@22.50 --lot LF-2611 --trace TM-88122
say svcctl parts receive --supplier HB --document HB-1121 --part 90915-128E05:3@299 --lot BP-2610 --trace TM-88123
say svcctl parts receive --supplier HB --document HB-1121 --part OIL-0008:3@330 --lot BAT-2608 --trace TM-88124
say svcctl parts receive --supplier HB --document HB-1121 --part OIL-0004:4@58 --lot CL-2411 --expires 2026-11-22 --trace TM-80001
say svcctl parts receive --supplier HB --document HB-1121 --part OIL-0004:6@58 --lot CL-2610 --expires 2028-10-31 --trace TM-88125
say svcctl parts receive --supplier HB --document HB-1121 --part 04465-170D04:2@92.50 --lot BELT-2609 --trace TM-88126

heading "Saturday, car 1: an oil change · 星期六 第一辆：保养"
clock 2026-11-21 9 0
who A01
say svcctl intake open --plate 京A12345 --make 大众 --model 帕萨特 --year 2019 --vin LSVAA49J132047371 --name "客户甲" --phone 13800138000 --odometer 45210 --concern "该保养了" --old-parts dispose --arrived 08:55
say svcctl intake check 001 --fuel 40 --damage "左前门划痕" --belongings "行车记录仪"
say svcctl intake ask 001 --question "多久能好" --answer "一个半小时"
say svcctl intake quote 001 --package OIL-SERVICE --promised 11:00
who T01
refused svcctl job task 001 start 1
who A01
say svcctl intake confirm 001 --method signature --by-customer "客户甲"
who T01
say svcctl job inspect 001 --template CHECK-10 --set BRAKE-PAD=ok:7 --set TYRE-TREAD=watch:3.0 --set BATTERY=ok:12.6
who P01
say svcctl parts issue 001 OIL-0001:1
say svcctl parts issue 001 06A-100C00:1
repair 001 1 T01 T02
who P01
say svcctl parts old tag 001 06A-100C00 --place "废件区 A"
say svcctl parts old scrap J261121-001-1
who I01
say svcctl job final 001 --pass --road-test 3
who C01
say svcctl settle bill 001
hand_over 001
who C01
say svcctl settle pay 001 --method wechat --amount "$(svcctl settle show 001 --format csv --columns due --no-header)"
who A01
clock 2026-11-21 10 50
say svcctl settle deliver 001 --to "客户甲" --odometer 45213 --papers repair-record,warranty --score 5

heading "Saturday, car 2: front brake pads · 第二辆：前刹车片"
clock 2026-11-21 11 0
who A02
say svcctl intake open --plate 京B23456 --make 丰田 --model 卡罗拉 --year 2017 --name "客户乙" --phone 13900139000 --odometer 88120 --concern "刹车发软" --old-parts return
say svcctl intake check 002 --fuel 60
say svcctl intake quote 002 --labour BRAKE-FRONT --part 90915-128E05:1 --promised 15:00
say svcctl intake confirm 002 --method phone --by-customer "客户乙"
who T02
refused svcctl job task 002 start 1
say svcctl job diagnose 002 --finding "前刹车片磨损到极限" --cause "正常磨损" --equipment "卡尺"
say svcctl job plan 002 --option "更换前刹车片" --recommend "更换前刹车片" --explained --chosen "更换前刹车片"
who P01
say svcctl parts issue 002 90915-128E05:1
who T02
say svcctl job task 002 start 1
say svcctl job task 002 finish 1
say svcctl job check 002 1 --self --pass --measure "间隙=0.4"
refused svcctl job check 002 1 --cross --pass
who T01
say svcctl job check 002 1 --cross --pass
refused svcctl job final 002 --pass
who I01
say svcctl job final 002 --pass --road-test 5
who P01
say svcctl parts old tag 002 90915-128E05 --place "待取架 3"
who C01
say svcctl settle bill 002
say svcctl settle pay 002 --method cash --amount "$(svcctl settle show 002 --format csv --columns due --no-header)"
who A02
clock 2026-11-21 14 40
refused svcctl settle deliver 002 --to "客户乙" --odometer 88125 --papers repair-record,warranty
who P01
say svcctl parts old return J261121-002-1 --to "客户乙"
hand_over 002
who A02
say svcctl settle deliver 002 --to "客户乙" --odometer 88125 --papers repair-record,warranty --score 4 --comment "再快一点就好"

heading "Monday, car 3: a battery, a deposit and part payment on credit · 星期一 第三辆：定金与部分结算"
clock 2026-11-23 8 10
who M01
say svcctl customer add --name "某运输公司" --phone 13700137000 --kind company --credit-limit 500
who A01
say svcctl intake open --plate 京C34567 --make 丰田 --model 凯美瑞 --year 2016 --customer 13700137000 --odometer 152300 --concern "早上打不着火" --old-parts dispose
say svcctl intake check 001 --fuel 70
say svcctl intake quote 001 --labour BATTERY --part OIL-0008:1 --promised 10:00
say svcctl intake confirm 001 --method message --by-customer "公司车管"
who C01
say svcctl settle deposit 001 --method alipay --amount 100
who T01
say svcctl job diagnose 001 --finding "蓄电池亏电，无法充入" --cause "使用五年，寿命到期" --equipment "电瓶检测仪"
who P01
say svcctl parts issue 001 OIL-0008:1
repair 001 1 T01 T02
who I01
say svcctl job final 001 --pass
who C01
say svcctl settle bill 001
say svcctl settle pay 001 --method transfer --amount 200 --payment-ref "回单 0917"
hand_over 001
say svcctl settle deliver 001 --to "公司车管" --odometer 152301 --papers repair-record,warranty --score 5

heading "Car 4: a change, consented · 第四辆：增项经客户同意"
clock 2026-11-23 9 0
who A02
say svcctl intake open --plate 京D45678 --make 丰田 --model 凯美瑞 --year 2018 --name "客户丁" --phone 13600136000 --odometer 99800 --concern "冷车启动异响" --old-parts dispose
say svcctl intake check 002 --fuel 35
say svcctl intake quote 002 --labour DIAGNOSE --promised 12:00
say svcctl intake confirm 002 --method signature --by-customer "客户丁"
who T01
say svcctl job diagnose 002 --finding "发电机皮带老化开裂" --code P0301 --cause "超过更换周期"
say svcctl job task 002 start 1
who A02
say svcctl job change 002 --reason "皮带需要更换" --labour BELT --part 04465-170D04:1 --promised 16:00
who T01
refused svcctl job task 002 start 2
who P01
refused svcctl parts issue 002 04465-170D04:1
who A02
say svcctl job consent 002 1 --method phone --by-customer "客户丁"
who P01
say svcctl parts issue 002 04465-170D04:1
who T01
say svcctl job task 002 finish 1
say svcctl job check 002 1 --self --pass
repair 002 2 T01 T02
who I01
say svcctl job final 002 --pass --road-test 4
who C01
say svcctl settle bill 002 --discount all:5% --why "老客户"
hand_over 002
who C01
say svcctl settle pay 002 --method card --amount "$(svcctl settle show 002 --format csv --columns due --no-header)"
who A02
say svcctl settle deliver 002 --to "客户丁" --odometer 99806 --papers repair-record,warranty --score 5

heading "Car 5: a change, refused by the customer · 第五辆：客户不同意增项"
clock 2026-11-23 9 30
who A01
say svcctl intake open --plate 京E56789 --make 大众 --model 朗逸 --year 2020 --name "客户戊" --phone 13500135000 --odometer 30100 --concern "方向盘抖动" --old-parts dispose
say svcctl intake check 003 --fuel 55
say svcctl intake quote 003 --labour ALIGN --promised 11:30
say svcctl intake confirm 003 --method signature --by-customer "客户戊"
who T02
say svcctl job diagnose 003 --finding "前束偏差；右前轮胎偏磨" --equipment "四轮定位仪"
who A01
say svcctl job change 003 --reason "建议更换右前轮胎" --labour TYRE --other "右前轮胎:420"
say svcctl job consent 003 1 --method phone --by-customer "客户戊" --refused
repair 003 1 T02 T01
who I01
say svcctl job final 003 --pass --road-test 6 --note "右前轮胎偏磨，客户暂不更换"
who C01
say svcctl settle bill 003
hand_over 003
who C01
say svcctl settle pay 003 --method wechat --amount "$(svcctl settle show 003 --format csv --columns due --no-header)"
who A01
say svcctl settle deliver 003 --to "客户戊" --odometer 30107 --papers repair-record,warranty --declined

heading "Car 6: coolant of an expired lot stays on the shelf · 第六辆：过期批次不得使用"
clock 2026-11-23 10 0
who A02
say svcctl intake open --plate 京F67890 --make 本田 --model 雅阁 --year 2015 --name "客户己" --phone 13400134000 --odometer 121000 --concern "水温偏高" --old-parts dispose
say svcctl intake check 004 --fuel 20
say svcctl intake quote 004 --labour COOLANT --part OIL-0004:1 --promised 13:00
say svcctl intake confirm 004 --method signature --by-customer "客户己"
who T01
say svcctl job diagnose 004 --finding "防冻液浑浊、冰点不足" --equipment "冰点仪"
who P01
say svcctl parts stock --expiring 30d
refused svcctl parts issue 004 OIL-0004:1 --lot CL-2411
say svcctl parts scrap OIL-0004:4 --lot CL-2411 --why "过期"
say svcctl parts issue 004 OIL-0004:1
repair 004 1 T01 T02
who I01
say svcctl job final 004 --pass
who C01
say svcctl settle bill 004
hand_over 004
who C01
say svcctl settle pay 004 --method cash --amount "$(svcctl settle show 004 --format csv --columns due --no-header)"
who A02
say svcctl settle deliver 004 --to "客户己" --odometer 121003 --papers repair-record,warranty --score 4

heading "Car 7: level-2 maintenance, not handed over before it is inspected · 第七辆：未检不得出厂"
clock 2026-11-23 10 30
who A01
say svcctl intake open --plate 京G78901 --make 福特 --model 福克斯 --year 2014 --vin 1M8GDM9AXKP042788 --name "客户庚" --phone 13300133000 --odometer 160400 --concern "二级维护" --category maintenance-2 --old-parts dispose
say svcctl intake check 005 --fuel 45
say svcctl intake quote 005 --labour MAINT-2 --promised 17:00
say svcctl intake confirm 005 --method signature --by-customer "客户庚"
say svcctl intake print 005 --doc contract
who T01
say svcctl job inspect 005 --template CHECK-10 --set BRAKE-PAD=ok:6 --set TYRE-TREAD=ok:5 --set BATTERY=ok:12.5
repair 005 1 T01 T02
who A01
refused svcctl settle deliver 005 --to "客户庚" --odometer 160404 --papers repair-record,warranty,certificate
who I01
say svcctl job final 005 --pass --road-test 8
who C01
say svcctl settle bill 005
say svcctl settle pay 005 --method card --amount "$(svcctl settle show 005 --format csv --columns due --no-header)"
hand_over 005
refused svcctl settle deliver 005 --to "客户庚" --odometer 160404 --papers repair-record,warranty
say svcctl settle print 005 --doc certificate
say svcctl settle deliver 005 --to "客户庚" --odometer 160404 --papers repair-record,warranty,certificate --score 5

heading "Car 2 again: a comeback inside warranty · 第二辆返修：质保期内"
clock 2026-11-23 13 0
who A02
say svcctl job comeback J261121-002 --concern "刹车有异响" --odometer 88190
say svcctl intake check 006 --fuel 50
say svcctl intake quote 006 --labour BRAKE-FRONT --payer warranty --promised 15:00
say svcctl intake confirm 006 --method signature --by-customer "客户乙"
who T01
say svcctl job diagnose 006 --finding "刹车片倒角不足" --cause "安装时未打磨倒角"
repair 006 1 T01 T02
who I01
say svcctl job final 006 --pass --road-test 5
who C01
say svcctl settle bill 006
hand_over 006
say svcctl settle deliver 006 --to "客户乙" --odometer 88196 --papers repair-record,warranty --score 4

heading "Car 8 goes without repair · 第八辆：客户放弃维修"
clock 2026-11-23 14 0
who A01
say svcctl intake open --plate 京H89012 --make 日产 --model 轩逸 --year 2012 --name "客户辛" --phone 13200132000 --odometer 201000 --concern "空调不凉" --old-parts dispose
say svcctl intake check 007 --fuel 15
say svcctl intake quote 007 --labour AC --promised 18:00
say svcctl intake decline 007 --why "车太旧，不修了"

heading "A complaint, handed over and closed · 投诉：首问负责"
clock 2026-11-23 15 0
who A01
say svcctl complaint open --customer 13900139000 --job J261121-002 --channel phone --kind quality --severity normal --text "刹车修完两天又响"
say svcctl complaint acknowledge 001
say svcctl complaint handover 001 --to M01 --why "需要店长处理"
who M01
refused svcctl complaint close 001
refused svcctl complaint investigate 001 --by T02
say svcctl complaint investigate 001 --by M01 --cause-class workmanship --cause "安装刹车片时未打磨倒角"
say svcctl complaint act 001 --correction "免费返修并试车" --prevention "刹车片更换增加倒角检查" --owner M01 --by +14d
say svcctl complaint answer 001 --text "已免费返修，并向客户致歉"
say svcctl complaint verdict 001 --satisfied
refused svcctl complaint close 001
who A01
say svcctl complaint sign-off 001
who M01
say svcctl complaint close 001

heading "The evening · 收工"
clock 2026-11-23 18 0
say svcctl callback plan
