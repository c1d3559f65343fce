# Draws what a terminal showed as SVG: text with the colours of its escape sequences, each word at its column.

$pictureColours = @{
    30 = '#0c0c0c'; 31 = '#e5534b'; 32 = '#57ab5a'; 33 = '#daaa3f'; 34 = '#539bf5'; 35 = '#b083f0'; 36 = '#39c5cf'; 37 = '#adbac7'
    90 = '#768390'; 91 = '#ff938a'; 92 = '#6bc46d'; 93 = '#eac55f'; 94 = '#6cb6ff'; 95 = '#dcbdfb'; 96 = '#56d4dd'; 97 = '#ffffff'
}

function Get-CellWidth([string] $Text) {
    # What East Asian scripts and symbols take twice the room for; PowerShell counts them so, too.
    $Text.Length + [regex]::Matches($Text, '[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]').Count
}

# Lines as a terminal breaks them: where it ends, whatever the word.
function Split-Line([string] $Line, [int] $Width) {
    $text = ''
    $column = 0
    foreach ($part in [regex]::Matches($Line, '\e\[[\d;]*m|.')) {
        $cells = if ($part.Value[0] -eq [char]27) { 0 } else { Get-CellWidth $part.Value }
        if ($column + $cells -gt $Width) { $text; $text = ''; $column = 0 }
        $text += $part.Value
        $column += $cells
    }
    $text
}

function ConvertTo-SvgLine([string] $Line, [double] $Y, [double] $Left, [double] $Cell) {
    $column = 0
    foreach ($part in [regex]::Matches($Line, '\e\[(?<codes>[\d;]*)m|(?<text>(?:[^\e ]| (?! ))+)|(?<gap> +)')) {
        if ($part.Groups['codes'].Success) {
            foreach ($code in $part.Groups['codes'].Value -split ';') {
                switch ([int]"0$code") {
                    0 { $script:colour = $pictureColours[37]; $script:bold = $false }
                    1 { $script:bold = $true }
                    { $pictureColours.ContainsKey($_) } { $script:colour = $pictureColours[$_] }
                }
            }
        }
        elseif ($part.Groups['text'].Success -and $part.Value.Trim()) {
            $indent = $part.Value.Length - $part.Value.TrimStart().Length
            $text = $part.Value.Trim()
            $width = Get-CellWidth $text
            [string]::Format([cultureinfo]::InvariantCulture,
                '<text x="{0:0.0}" y="{1:0.0}" textLength="{2:0.0}" lengthAdjust="spacingAndGlyphs" fill="{3}"{4}>{5}</text>',
                $Left + ($column + $indent) * $Cell, $Y, $width * $Cell, $colour, $(if ($bold) { ' font-weight="bold"' }),
                [Security.SecurityElement]::Escape($text))
            $column += Get-CellWidth $part.Value
        }
        else { $column += $part.Value.Length }
    }
}

function ConvertTo-Svg([string[]] $Text, [int] $Columns, [string] $Title) {
    # Colours last beyond the end of a line.
    $script:colour = $pictureColours[37]
    $script:bold = $false
    $lines = @($Text | ForEach-Object { Split-Line $_ $Columns })
    $cell = 8.4
    $height = 19
    $left = 16
    $top = 58
    $size = @([int][math]::Ceiling($Columns * $cell + 2 * $left), [int]($lines.Count * $height + $top + 4))
    @(
        "<svg xmlns=`"http://www.w3.org/2000/svg`" viewBox=`"0 0 $($size -join ' ')`" width=`"$($size[0])`" height=`"$($size[1])`" role=`"img`">"
        "<title>$([Security.SecurityElement]::Escape($Title))</title>"
        "<rect width=`"$($size[0])`" height=`"$($size[1])`" rx=`"8`" fill=`"#22272e`"/>"
        '<circle cx="22" cy="20" r="6" fill="#e5534b"/><circle cx="42" cy="20" r="6" fill="#daaa3f"/><circle cx="62" cy="20" r="6" fill="#57ab5a"/>'
        "<g font-family=`"ui-monospace, 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace`" font-size=`"14`">"
        for ($i = 0; $i -lt $lines.Count; $i++) { ConvertTo-SvgLine $lines[$i] ($top + $i * $height) $left $cell }
        '</g>'
        '</svg>'
    ) -join "`n"
}
