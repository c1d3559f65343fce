# The picture of a bench run: a bar for each contestant with the range of its rounds, below it each goal and whether it was
# met. Plain SVG, so that any browser shows it and a diff can be read.

function ConvertTo-XmlText([string] $Text) { [System.Security.SecurityElement]::Escape($Text) }

function ConvertTo-Chart($Result) {
    $left = 270; $barWidth = 440; $row = 30; $width = 860
    $invariant = [cultureinfo]::InvariantCulture
    $bars = @($Result.Throughput | Sort-Object RowsPerSecond -Descending)
    $most = ($Result.Samples.Values | ForEach-Object { $_ } | Measure-Object -Maximum).Maximum
    $x = { param($value) [math]::Round($left + $barWidth * $value / $most, 1).ToString($invariant) }
    $goalsTop = 100 + $row * $bars.Count + 30
    $height = $goalsTop + 24 * $Result.Goals.Count + 46

    "<svg xmlns=`"http://www.w3.org/2000/svg`" viewBox=`"0 0 $width $height`" width=`"$width`" height=`"$height`" font-family=`"system-ui, sans-serif`" font-size=`"13`" fill=`"#222`">"
    '<rect width="100%" height="100%" fill="#fff"/>'
    '<text x="20" y="34" font-size="18" font-weight="600">Rows a second, one property read in each</text>'
    '<text x="20" y="56" fill="#666">{0} rows, {1} rounds in turn: the bar is the median, the line the range. {2}</text>' -f `
        $Result.Rows.ToString('N0', $invariant), $Result.Rounds, (ConvertTo-XmlText $Result.Machine)
    $y = 80
    foreach ($bar in $bars) {
        $range = $Result.Samples[$bar.What] | Measure-Object -Minimum -Maximum
        $colour = if ($bar.What -like 'SalesforceCC*') { '#0176d3' } elseif ($bar.What -like 'limit*') { '#d8dde3' } else { '#8a97a8' }
        $middle = $y + 10
        "<text x=`"$($left - 10)`" y=`"$($y + 15)`" text-anchor=`"end`">$(ConvertTo-XmlText $bar.What)</text>"
        "<rect x=`"$left`" y=`"$y`" width=`"$([math]::Round($barWidth * $bar.RowsPerSecond / $most, 1).ToString($invariant))`" height=`"20`" rx=`"2`" fill=`"$colour`"/>"
        "<line x1=`"$(& $x $range.Minimum)`" x2=`"$(& $x $range.Maximum)`" y1=`"$middle`" y2=`"$middle`" stroke=`"#222`" stroke-width=`"1.5`"/>"
        "<text x=`"$width`" dx=`"-20`" y=`"$($y + 15)`" text-anchor=`"end`">$($bar.RowsPerSecond.ToString('N0', $invariant))</text>"
        $y += $row
    }
    "<text x=`"20`" y=`"$goalsTop`" font-size=`"15`" font-weight=`"600`">Goals</text>"
    $y = $goalsTop + 26
    foreach ($goal in $Result.Goals) {
        $colour = switch ($goal.Met) { 'yes' { '#2e844a' } 'no' { '#ba0517' } default { '#666' } }
        "<text x=`"20`" y=`"$y`">$(ConvertTo-XmlText $goal.Goal)</text>"
        "<text x=`"$($left + 220)`" y=`"$y`" text-anchor=`"end`">$(if ($null -ne $goal.Ratio) { $goal.Ratio.ToString('0.00', $invariant) } else { '-' })</text>"
        "<text x=`"$($left + 300)`" y=`"$y`" text-anchor=`"end`" fill=`"#666`">$(ConvertTo-XmlText $goal.Wanted)</text>"
        "<text x=`"$($left + 330)`" y=`"$y`" fill=`"$colour`">$(ConvertTo-XmlText $goal.Met)</text>"
        $y += 24
    }
    '</svg>'
}
