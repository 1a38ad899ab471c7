#!/bin/sh
# Imports every price list in a folder and mails only the rejects. From a crontab:
#
#     30 2 * * *  nightly-import.sh /srv/lists stock@example.org
#
# A list is named SUPPLIER-anything.csv (or .csv.gz, .zip). Where a mapping is kept for the supplier
# (svcctl parts import … --supplier CODE --save-map), it is used. A list that was taken in goes to
# done/, one that could not be read at all to failed/; what was rejected of it lies beside it as
# NAME.rejects.csv, to be mended and put back into the folder.
# 每夜导入文件夹里的价格表，只把不合格的行寄出；改好后放回文件夹即可。
# SVCCTL_DB and SVCCTL_STAFF say which store and who; MAILER is the command that mails standard
# input to its last argument.
set -u
folder=${1:?usage: nightly-import.sh FOLDER ADDRESS}
address=${2:?usage: nightly-import.sh FOLDER ADDRESS}
mailer=${MAILER:-mail -s "price lists: rejects"}
report=$(mktemp) || exit 1
trap 'rm -f "$report"' EXIT

mkdir -p "$folder/done" "$folder/failed" || exit 1
for list in "$folder"/*.csv "$folder"/*.csv.gz "$folder"/*.zip; do
  [ -f "$list" ] || continue
  name=$(basename "$list")
  supplier=${name%%-*}
  # Words of options, kept in "$@" so that no name with a blank falls apart.
  set -- "$list" --on-error skip --rejects "$folder/done/$name.rejects.csv" --quiet
  said=$(svcctl parts import "$@" --map "$supplier" 2>&1)
  status=$?
  # No mapping is kept for it, or no such supplier: its titles speak for themselves.
  if [ $status -eq 2 ] || [ $status -eq 3 ]; then
    said=$(svcctl parts import "$@" 2>&1)
    status=$?
  fi
  if [ $status -eq 0 ]; then
    mv "$list" "$folder/done/$name"
    [ ! -f "$folder/done/$name.rejects.csv" ] ||
      { printf '%s\n' "$name" "$said"; cat "$folder/done/$name.rejects.csv"; echo; } >>"$report"
  else
    mv "$list" "$folder/failed/$name"
    printf '%s\n%s\n\n' "$name" "$said" >>"$report"
  fi
done
[ ! -s "$report" ] || $mailer "$address" <"$report"
