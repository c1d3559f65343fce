<#
.SYNOPSIS
One cell of the fault matrix: connects, lets the fault strike, calls, and tells what came of it. Runs in a runspace of
its own.
#>
param($Call, $Fault, [int] $Times, [string[]] $Answers, [int] $BigBytes, [string] $Transport, [string] $Vault, [string] $SecretName)

$domain = $Call.Host -eq 'Domain'
$instance = if ($Fault.Name -eq 'unknown host') { 'https://nosuch.salesforce.invalid' } else { '' }
$server = [SalesforceCC.Tests.FaultServer]::new($Answers, $instance, $BigBytes, $Transport)
# New-Item and Remove-Item list all of the folder above.
$folder = [System.IO.Directory]::CreateTempSubdirectory('salesforcecc-').FullName
$secret = ConvertTo-SecureString secret -AsPlainText -Force
$options = @{ MaximumRetryCount = 1; RetryIntervalSec = 1; TimeoutSec = 100 }

# Nobody waits: pauses are over at once, and the server says when the time for a request is.
$time = [SalesforceCC.Testing.SkippingClock]::new([timespan]::FromSeconds($options.TimeoutSec))
$server.PassAlmost, $server.PassTimeout, $server.PassTimeoutAgain, $server.ProgressAsync = $time.PassAlmost, $time.PassTimeout, $time.PassTimeoutAgain, $time.ProgressAsync
Set-TestClock $time
if ($Transport -in 'TLS', 'tunnel') { $options.SkipCertificateCheck = $true }
if ($Transport -in 'proxy', 'tunnel') { $options.Proxy = $server.Proxy }
# What is open would be used on; these faults strike when a connection is opened.
$server.OneAnswerOnly = $Fault.Name -eq 'refused' -or $Fault.Name -like 'tunnel *'
try {
    $session = Connect-SfClientCredentials $server.Url -ClientId id -ClientSecret $secret -Name cell @options
    $server.Arm($Call.Route, $Fault.Name, $Times)
    switch ($Fault.Name) {
        'refused' { $server.Close() }
        'unknown host' { $server.Disarm() }
        { $_ -like 'tunnel *' } { $server.TunnelStatus = [int]$_.Substring(7) }
    }

    $begin = $time.Passed
    $output = [System.Collections.Generic.List[string]]::new()
    $failure = $null
    $warnings = 0
    $failed = [System.Collections.Generic.List[object]]::new()
    $Error.Clear()
    # What concerns one input ends no pipeline by itself; here it is to be seen.
    $ErrorActionPreference = 'Stop'
    try {
        . ([scriptblock]::Create($Call.Script)) 3>&1 | ForEach-Object {
            if ($_ -is [System.Management.Automation.WarningRecord]) { $warnings++; return }
            if ($Call.Reports -and $_.Status -eq 'Fail') { $failed.Add($_) }
            # Long texts by their length and ends: a hundred megabytes are of no use in a report.
            $text = (ConvertTo-Json $_ -Depth 4 -Compress -WarningAction Ignore).Replace($server.Url, 'URL').Replace("127.0.0.1:$($server.Port)", 'HOST')
            $output.Add($(if ($text.Length -gt 5000) { $text.Substring(0, 100) + "... $($text.Length)" } else { $text }))
        }
    }
    catch { $failure = $_ }
    if ($failed) {
        # The same questions are put to a failure that is reported as to one that is thrown.
        $code = ($failed[0].Detail -split ':')[0]
        $failure = [System.Management.Automation.ErrorRecord]::new([SalesforceCC.SfException]::new($code, $failed[0].Detail), $code, 'NotSpecified', $null)
        $failure.ErrorDetails = [System.Management.Automation.ErrorDetails]::new($failed[0].Detail)
        $failure.ErrorDetails.RecommendedAction = $failed[0].Fix
        $output.Clear()
    }
    $seconds = ($time.Passed - $begin).TotalSeconds
    $errors = $Error.Count + $failed.Count
    $asked = $server.Requests
    $requests = $server.Count($Call.Route)
    $files = @([System.IO.Directory]::GetFileSystemEntries($folder) | Split-Path -Leaf)

    # The fault passes; a plain call must succeed.
    $server.Disarm()
    $server.TunnelStatus = $null
    if ($Fault.Name -eq 'refused') { $server.Reopen() }
    $usable = try {
        if ($Call.Cmdlet -like 'Disconnect-*') { 'ended' }
        elseif ($Fault.Name -eq 'unknown host') { if (Get-SfToken -ForceRefresh -Session $session) { 'yes' } }
        elseif ((Get-SfLimit DailyApiRequests -Session $session).Max -eq 15000) { 'yes' }
    }
    catch { "$_" }

    [pscustomobject]@{
        Id       = if ($failure) { $failure.FullyQualifiedErrorId.Split(',')[0] }
        Type     = if ($failure) { $failure.Exception.GetType().FullName }
        Text     = "$failure"
        Advice   = if ($failure) { $failure.ErrorDetails.RecommendedAction }
        Errors   = $errors
        Output   = $output.ToArray()
        Warnings = $warnings
        Requests = $requests
        Asked    = $asked
        Files    = $files
        Stolen   = $server.Count('*/stolen*')
        Usable   = $usable
        Seconds  = $seconds
    }
}
finally {
    $server.Dispose()
    Get-SfSession | Where-Object { $_.Name -in 'cell', 'again' } | Disconnect-SfSession
    [System.IO.Directory]::Delete($folder, $true)
}
