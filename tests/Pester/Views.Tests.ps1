# Every view is looked at as a terminal of 80 and one of 120 columns shows it. Texts are made of letters that stand nowhere
# else, so that counting these shows whether all of the text is there, on however many lines.
BeforeDiscovery {
    $ways = foreach ($width in 80, 120) {
        foreach ($rendering in 'PlainText', 'Ansi') {
            foreach ($culture in '', 'en-US', 'de-DE', 'ar-SA', 'th-TH', 'hi-IN', 'ja-JP') {
                @{ Width = $width; Rendering = $rendering; Culture = $culture }
            }
        }
    }
}

BeforeAll {
    Import-TestModule

    function Use-Culture([string] $Name, [scriptblock] $Script) {
        $before = [cultureinfo]::CurrentCulture
        [cultureinfo]::CurrentCulture = [cultureinfo]$Name
        try { & $Script } finally { [cultureinfo]::CurrentCulture = $before }
    }

    # Its lines without colours, which take no room; Ansi asks for them all the same.
    function Show($Value, [int] $Width = 120, [string] $Rendering = 'PlainText', [string] $Culture = 'en-US') {
        $before = $PSStyle.OutputRendering
        $PSStyle.OutputRendering = $Rendering
        try {
            $text = Use-Culture $Culture { $Value | Out-String -Width $Width }
            $text -replace '\e\[[\d;]*m' -split '\r?\n' | Where-Object { $_.Trim() }
        }
        finally { $PSStyle.OutputRendering = $before }
    }

    function Get-Heading([string[]] $Lines) { ($Lines[0] -split '\s{2,}|(?<=\w) (?=\w)').Where({ $_ }) }

    function New-Sample([string] $Type, [hashtable] $Properties) {
        [pscustomobject](@{ PSTypeName = "SalesforceCC.$Type" } + $Properties)
    }
}

Describe 'In <Width> columns, <Rendering>, culture "<Culture>", the view of' -ForEach $ways {
    BeforeAll {
        function Show-Sample($Value) {
            $lines = @(Show $Value $Width $Rendering $Culture)
            $lines | Where-Object Length -GT $Width | Should -BeNullOrEmpty
            $lines -join '' | Should -Not -Match '…|\.\.\.'
            $lines
        }

        function Assert-Whole([string[]] $Lines, [string] $Text) {
            ($Lines -join '' -replace "[^$Text]").Length | Should -Be $Text.Length
        }

        # N0 as the culture writes it: 1,234,567,890 is 1.234.567.890 or 1,23,45,67,890.
        function Get-Number([decimal] $Number) { Use-Culture $Culture { $Number.ToString('N0') } }
    }

    It 'sessions shows all names and numbers' {
        $lines = Show-Sample @(
            New-Sample SfSession @{ Name = 'acme.my.salesforce.com'; IsDefault = $true; InstanceUrl = [uri]'https://acme.my.salesforce.com'; ApiCalls = 1; ApiUsage = '7501/15000' }
            New-Sample SfSession @{ Name = 'Ω' * 45; IsDefault = $false; InstanceUrl = [uri]"http://$('q' * 60)"; ApiCalls = 1234567890; ApiUsage = '1234567890/2345678901' }
        )
        Get-Heading $lines | Should -Be 'Default', 'Name', 'Instance', 'Calls', 'OrgUsage'
        $lines[2] | Should -Match '^\*\s+acme\.my\.salesforce\.com\s+acme\s+1\s+7501/15000$'
        $lines[3] | Should -Match '\s1234567890\s+1234567890/$'
        $lines[4] | Should -Match '\s2345678901$'
        Assert-Whole $lines[3..9] ('Ω' * 45)
        Assert-Whole $lines[3..9] ('q' * 60)
    }

    It 'connections shows all texts' {
        $lines = Show-Sample @(
            New-Sample SfConnection @{ Name = 'prod'; Flow = 'ClientCredentials'; Domain = 'acme'; VaultName = 'Company'; SecretName = 'salesforce' }
            New-Sample SfConnection @{ Name = 'Ω' * 45; Flow = 'JwtBearer'; Domain = "$('q' * 60).my.salesforce.com"; Username = 'Ж' * 50; PrivateKeyPath = '/' + 'Ы' * 70 }
        )
        Get-Heading $lines | Should -Be 'Name', 'Flow', 'Domain (User)', 'Secret'
        $lines[2] | Should -Match '^prod\s+ClientCredentials\s+acme\s+Company: salesforce$'
        ('Ω' * 45), ('q' * 60), ('Ж' * 50), ('Ы' * 70) | ForEach-Object { Assert-Whole $lines[3..9] $_ }
    }

    It 'limits shows all numbers and percentages' {
        $lines = Show-Sample @(
            New-Sample SfLimit @{ Name = 'ConcurrentAsyncGetReportInstances'; Used = 50; Max = 100; UsedPercent = [decimal]50 }
            New-Sample SfLimit @{ Name = 'Ω' * 60; Used = 1234567890; Max = 2345678901; UsedPercent = [decimal]52.6 }
            New-Sample SfLimit @{ Name = 'x'; Used = 1234567890; Max = 123456789; UsedPercent = [decimal]1000 }
        )
        Get-Heading $lines | Should -Be 'Name', 'Used', 'Max', 'Usage'
        $lines[2] | Should -Match "^ConcurrentAsyncGetReportInstances\s+50\s+100 ████░░░░   50[.,٫]0%$"
        $lines[3].Contains(" $(Get-Number 1234567890) ") | Should -BeTrue
        $lines[3].Contains(" $(Get-Number 2345678901) ") | Should -BeTrue
        $lines[3] | Should -Match ' █████░░░   52[.,٫]6%$'
        $lines[-1] | Should -Match ' ████████ 1000[.,٫]0%$'
        Assert-Whole $lines ('Ω' * 60)
    }

    It 'versions shows version, name and path' {
        $lines = Show-Sample (New-Sample SfApiVersion @{ Version = [version]'68.0'; Label = 'Ω' * 50; Url = '/services/data/v68.0' })
        Get-Heading $lines | Should -Be 'Version', 'Label', 'Url'
        $lines[2] | Should -Match '^68\.0\s+Ω+\s+/services/data/v68\.0$'
        Assert-Whole $lines ('Ω' * 50)
    }

    It 'a setup shows each status and all texts' {
        $lines = Show-Sample (New-Sample SfSetupItem @{ Status = 'Created'; Kind = 'PermissionSetLicenseAssign'; Name = 'Ω' * 80; Detail = 'Ж' * 200 })
        Get-Heading $lines | Should -Be 'Status', 'Kind', 'Name', 'Detail'
        $lines[2] | Should -Match '^Created PermissionSetLicenseAssign Ω'
        ('Ω' * 80), ('Ж' * 200) | ForEach-Object { Assert-Whole $lines $_ }
    }

    It 'a check shows each status and what to do' {
        $lines = Show-Sample @('Pass', 'Warn', 'Fail', 'Skipped').ForEach({ New-Sample SfSetupCheck @{ Step = 'RunAsPermission'; Status = $_; Detail = 'Ω' * 100; Fix = 'Ж' * 200 } })
        Get-Heading $lines | Should -Be 'Step', 'Status', 'Detail'
        'Pass', 'Warn', 'Fail', 'Skipped' | ForEach-Object { $lines -match "^RunAsPermission $_ +Ω" | Should -HaveCount 1 }
        ('Ω' * 400), ('Ж' * 800) | ForEach-Object { Assert-Whole $lines $_ }
    }

    It 'a rotation shows each status and all texts' {
        $lines = Show-Sample (New-Sample SfRotationStep @{ Step = 'StoreStaged'; Status = 'Skipped'; Detail = 'Ω' * 150 })
        Get-Heading $lines | Should -Be 'Step', 'Status', 'Detail'
        $lines[2] | Should -Match '^StoreStaged Skipped Ω'
        Assert-Whole $lines ('Ω' * 150)
    }

    It 'a token writes times in one form' {
        $issued = [datetimeoffset]::new(2026, 2, 3, 4, 5, 6, 789, [timespan]::FromHours(7))
        $local = $issued.LocalDateTime.ToString('yyyy-MM-dd HH:mm:ss', [cultureinfo]::InvariantCulture)
        $lines = Show-Sample (New-Sample SfToken @{ TokenType = 'Bearer'; InstanceUrl = "https://$('q' * 60)/"; IssuedAt = $issued; Scope = 'id api'; Active = $true; ExpiresAt = $issued; Username = 'Ω' * 80 })
        $lines | Should -Contain "IssuedAt    : $local"
        $lines | Should -Contain "ExpiresAt   : $local"
        ('q' * 60), ('Ω' * 80) | ForEach-Object { Assert-Whole $lines $_ }
        Show-Sample (New-Sample SfToken @{ Active = $false; IssuedAt = $issued; ExpiresAt = $null }) | Where-Object { $_ -match '^ExpiresAt\s+:\s*$' } | Should -HaveCount 1
    }

    It 'an identity shows all texts' {
        $lines = Show-Sample (New-Sample SfIdentity @{ Username = 'Ω' * 80; OrganizationName = 'Ж' * 80; InstanceUrl = "https://$('q' * 60)/" })
        ('Ω' * 80), ('Ж' * 80), ('q' * 60) | ForEach-Object { Assert-Whole $lines $_ }
    }
}

Describe 'What the module says' {
    It 'is in a view that fits, whatever is a table' {
        [xml]$file = Get-Content (Join-Path (Get-Module SalesforceCC).ModuleBase 'SalesforceCC.format.ps1xml') -Raw
        foreach ($view in $file.Configuration.ViewDefinitions.View | Where-Object TableControl) {
            $headers = @($view.TableControl.TableHeaders.TableColumnHeader)
            $headers[0].Width | Should -Not -BeNullOrEmpty -Because "PowerShell would size the columns of $($view.Name) by their texts"
            # A text column gets 14 at least.
            $least = ($headers | ForEach-Object { if ($_.Width) { [int]$_.Width } else { 14 } } | Measure-Object -Sum).Sum + $headers.Count - 1
            $least | Should -BeLessOrEqual 80 -Because $view.Name
            $headers | Where-Object { $_.Width -and $_.Label.Length -gt [int]$_.Width } | Should -BeNullOrEmpty
        }
    }
}

Describe 'The view of' {
    BeforeAll {
        $org = Start-TestOrg -With @{ apiUsage = '7500/15000' }
        $session = Connect-TestOrg $org @{ Name = 'acme-dev' }
        $null = Get-SfLimit
    }

    AfterAll { Stop-TestOrg $org }

    It 'a session is a table' {
        $null = Connect-TestOrg $org @{ Name = 'other'; NoDefault = $true }
        $lines = Show (Get-SfSession) 80
        $lines | Should -HaveCount 4
        $lines[2] | Should -Match "^\*\s+acme-dev\s+127\.0\.0\.1:\d+\s+1\s+7501/15000$"
        $lines[3] | Should -Match '^\s+other\s+127'
    }

    It 'a token is a list without the token' {
        $lines = Show (Get-SfToken)

        ($lines -replace '\s*:.*').Where({ $_ -match '^\w' }) | Should -Be 'AccessToken', 'TokenType', 'InstanceUrl', 'IssuedAt', 'Scope'
        $lines[0] | Should -Match 'System\.Security\.SecureString'
        $lines -match '^IssuedAt\s+: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d$' | Should -HaveCount 1
        ((Show (Get-SfToken -Introspect)) -replace '\s*:.*').Where({ $_ -match '^\w' })[-3..-1] | Should -Be 'Active', 'ExpiresAt', 'Username'
    }

    It 'an identity is a list, most important first' {
        $lines = Show (Get-SfIdentity)

        $lines[0] | Should -Match "^Username\s+: $([regex]::Escape($org.runAsUsername))$"
        ($lines -match '^OrganizationName\s+: Alpenglow Instruments$') | Should -HaveCount 1
    }

    It 'a bar shows the least use, and never more than there is' {
        function Get-Bar($Percent) {
            $limit = New-Sample SfLimit @{ Name = 'x'; Used = 1; Max = 2; UsedPercent = [decimal]$Percent }
            [regex]::Matches((Show $limit) -join '', '█').Count
        }
        Get-Bar 0 | Should -Be 0
        Get-Bar 0.1 | Should -Be 1
        Get-Bar 100 | Should -Be 8
        Get-Bar 250 | Should -Be 8
        Get-Bar -5 | Should -Be 0
    }

    It 'all limits fits, a line each or two' {
        $lines = Show (Get-SfLimit) 80
        $lines | Where-Object Length -GT 80 | Should -BeNullOrEmpty
        $lines -match '%$' | Should -HaveCount @(Get-SfLimit).Count
    }

    It 'versions is a table' {
        $lines = Show (Get-SfApiVersion | Select-Object -Last 2) 80
        $lines[2] | Should -Match "^68\.0\s+Winter '27\s+/services/data/v68\.0$"
        $lines[3] | Should -Match '/services/data/latest$'
    }

    It 'a setup is a table that has room for the place in Setup' {
        $lines = Show (New-SfIntegrationSetup SAP it@acme.example -Username sap@acme.example -OutputDirectory (Join-Path $TestDrive sap) | Select-Object -Last 2)
        $lines -join ' ' -replace '\s+', ' ' | Should -Match 'ByHand ConsumerKeyAndSecret SAP_Integration Setup,'
    }

    It 'rows aligns numbers that Salesforce writes in several forms' {
        $rows = Invoke-SfQuery 'SELECT Name, AnnualRevenue FROM Account WHERE AnnualRevenue != null'
        "$($rows.AnnualRevenue)" | Should -Match ' 155000000 '
        "$($rows.AnnualRevenue)" | Should -Match '2400000\.0 '
        foreach ($culture in 'en-US', 'de-DE') {
            $points = (Show $rows -Culture $culture)[2..99] | ForEach-Object { if ($_ -match '[.,](?=\d+$)') { $_.Length - $_.LastIndexOf($Matches[0]) } else { 0 } }
            $points | Should -HaveCount @($rows).Count
            $points | Select-Object -Unique | Should -HaveCount 1
        }
    }

    It 'rows shows children and parents by object and ID' {
        $row = Invoke-SfQuery 'SELECT Name, Owner.Id, (SELECT Id FROM Contacts LIMIT 2) FROM Account WHERE Id IN (SELECT AccountId FROM Contact) LIMIT 1'
        foreach ($shown in (Show ($row | Format-List)), (Show ($row | Format-Table Owner, Contacts)), (Show ($row | Select-Object Owner, Contacts | Format-List))) {
            $shown -join ' ' | Should -Match 'User 005\w{15}'
            $shown -join ' ' | Should -Match '\{Contact 003\w{15}, Contact 003\w{15}\}'
        }
    }

    It 'works when the output is formatted by the user' {
        (Show (Get-SfSession acme-dev | Format-List Name, ApiUsage)) -join ' ' | Should -Match 'Name\s+: acme-dev.*ApiUsage\s+: \d+/15000'
        (Show (Get-SfSession | Format-Table Name, IsDefault)).Count | Should -BeGreaterThan 2
    }
}
