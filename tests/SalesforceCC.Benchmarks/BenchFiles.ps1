# Files up and down beside curl: the same bytes, streamed from the disk and to it.

function New-SparseFile([string] $Path, [long] $Bytes) {
    $stream = [System.IO.File]::Create($Path)
    try { $stream.SetLength($Bytes) } finally { $stream.Dispose() }
}

function Invoke-CurlOnce([string] $Token, [string[]] $Arguments) {
    # The token does not stand among the arguments, which all can read.
    $config = New-TemporaryFile
    try {
        "silent`nfail`nshow-error`nheader = `"Authorization: Bearer $Token`"" | Set-Content $config
        & curl --config $config.FullName @Arguments
        if ($LASTEXITCODE -ne 0) { throw "curl ended with $LASTEXITCODE." }
    }
    finally { Remove-Item $config }
}

# One file up, and down again, by turns.
function Measure-Files([string] $Emulator, [long] $Bytes, [int] $Rounds, [string] $Folder) {
    $org = Start-BenchOrg $Emulator 1 ''
    $secret = ConvertTo-SecureString $org.consumerSecret -AsPlainText -Force
    $session = Connect-SfClientCredentials -Domain $org.url -ClientId $org.consumerKey -ClientSecret $secret -Name files -NoDefault
    $file = Join-Path $Folder 'files-up.bin'
    $target = Join-Path $Folder 'files-down.bin'
    try {
        New-SparseFile $file $Bytes
        $token = Get-SfToken -Session $session -AsPlainText
        $base = "$($org.url.TrimEnd('/'))/services/data/v68.0/sobjects/ContentVersion"
        $told = @{}
        $contestants = [ordered]@{ 'Send-SfFile' = { $told.Id = (Send-SfFile $file -Session $session).Id } }
        if (Get-Command curl -CommandType Application -ErrorAction Ignore) {
            $contestants['curl -F'] = { Invoke-CurlOnce $token '-F', 'entity_content={"PathOnClient":"files-up.bin"};type=application/json', '-F', "VersionData=@$file", $base }
        }
        $contestants['Save-SfFile'] = { Save-SfFile -Id $told.Id $target -Force -Session $session }
        if ($contestants.Contains('curl -F')) { $contestants['curl -o'] = { Invoke-CurlOnce $token '-o', $target, "$base/$($told.Id)/VersionData" } }
        $samples = [ordered]@{}
        foreach ($round in 0..$Rounds) {
            foreach ($name in $contestants.Keys) {
                Remove-Item $target -ErrorAction Ignore
                $seconds = Measure-Time $contestants[$name]
                if ($name -in 'Save-SfFile', 'curl -o' -and (Get-Item $target).Length -ne $Bytes) { throw "$((Get-Item $target).Length) bytes instead of $Bytes." }
                if ($round -gt 0) { $samples[$name] += @($seconds) }
            }
        }
        $median = [ordered]@{}
        foreach ($name in $samples.Keys) { $median[$name] = [math]::Round((Get-Median $samples[$name]), 3) }
        [pscustomobject]@{ MB = [math]::Round($Bytes / 1e6); Seconds = $median; Samples = $samples }
    }
    finally {
        Disconnect-SfSession $session
        Stop-Emulator $org
        Remove-Item $file, $target -ErrorAction Ignore
    }
}

# Peak and time on the processor of fresh processes: one that sends a file, and one that saves it.
function Measure-FileMemory([string] $Manifest, [string] $Emulator, [long[]] $Sizes, [string] $Folder) {
    foreach ($size in $Sizes) {
        $org = Start-BenchOrg $Emulator 1 ''
        $file = Join-Path $Folder 'files-up.bin'
        $target = Join-Path $Folder 'files-down.bin'
        try {
            New-SparseFile $file $size
            $start = "`$env:SF_DOMAIN = '$($org.url)'; `$env:SF_CLIENT_ID = '$($org.consumerKey)'; `$env:SF_CLIENT_SECRET = '$($org.consumerSecret)'; Import-Module '$Manifest'; `$null = Connect-SfClientCredentials -FromEnvironment"
            $end = '$me = Get-Process -Id $PID; "$($me.PeakWorkingSet64) $([int]$me.TotalProcessorTime.TotalMilliseconds)"'
            $up = (Invoke-FreshShell "$start; `$sent = Send-SfFile '$file'; if (`$sent.Size -ne $size) { throw 'not whole' }; $end") -split ' '
            $down = (Invoke-FreshShell "$start; `$saved = Invoke-SfQuery 'SELECT Id FROM ContentVersion ORDER BY Id DESC LIMIT 1' | Save-SfFile '$target' -Force -PassThru; if (`$saved.Length -ne $size) { throw 'not whole' }; $end") -split ' '
            [pscustomobject]@{
                MB = [math]::Round($size / 1e6); UpPeakMB = [math]::Round([long]$up[0] / 1MB); DownPeakMB = [math]::Round([long]$down[0] / 1MB)
                UpCpuSeconds = [int]$up[1] / 1000; DownCpuSeconds = [int]$down[1] / 1000
            }
        }
        finally {
            Stop-Emulator $org
            Remove-Item $file, $target -ErrorAction Ignore
        }
    }
}
